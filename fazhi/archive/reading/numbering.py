"""Numbers that Word writes by itself: 一、 （一） 1. are not in the text of a paragraph but counted from its list."""

import re
from collections import defaultdict

from lxml import etree

from fazhi.kernel.numerals import to_chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "koreanCounting",
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_MOST = 9


def _formed(number: int, form: str) -> str:
    if form in _CHINESE:
        return to_chinese(number)
    if form in _CIRCLED and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    return str(number)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if re.fullmatch(r"\d{1,9}", value) else otherwise


class Numbering:
    """The lists of one document and how far each has been counted."""

    def __init__(self, root: etree._Element) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        self._counted: dict[str, dict[int, int]] = defaultdict(dict)
        for abstract in root.findall(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = dict(
                map(self._level, abstract.findall(f"{W}lvl"))
            )
        for num in root.findall(f"{W}num"):
            target = num.find(f"{W}abstractNumId")
            self._lists[num.get(f"{W}numId", "")] = "" if target is None else target.get(f"{W}val", "")

    @staticmethod
    def _level(level: etree._Element) -> tuple[int, tuple[str, str, int]]:
        depth = level.get(f"{W}ilvl", "0")
        form, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
        return int(depth) if depth.isdigit() else 0, (
            "decimal" if form is None else form.get(f"{W}val", "decimal"),
            "" if text is None else text.get(f"{W}val", ""),
            _number(level.find(f"{W}start"), 1),
        )

    def learn_styles(self, root: etree._Element) -> None:
        """Take note of styles whose paragraphs are numbered."""
        for style in root.findall(f"{W}style"):
            found = self._asked(style.find(f"{W}pPr/{W}numPr"))
            if found:
                self._of_style[style.get(f"{W}styleId", "")] = found

    @staticmethod
    def _asked(properties: etree._Element | None) -> tuple[str, int] | None:
        if properties is None:
            return None
        listed = properties.find(f"{W}numId")
        if listed is None:
            return None
        return listed.get(f"{W}val", "0"), _number(properties.find(f"{W}ilvl"), 0)

    def label(self, p: etree._Element) -> str:
        """The number of the next paragraph of its list, as Word shows it; empty for bullets and unnumbered ones."""
        found = self._asked(p.find(f"{W}pPr/{W}numPr"))
        if found is None:
            style = p.find(f"{W}pPr/{W}pStyle")
            found = None if style is None else self._of_style.get(style.get(f"{W}val", ""))
        if found is None:
            return ""
        listed, depth = found
        # Lists that share an abstract one are counted on together unless Word restarts them, which it writes elsewhere.
        abstract = self._lists.get(listed)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or depth not in levels:
            return ""
        form, pattern, start = levels[depth]
        counted = self._counted[abstract]
        counted[depth] = counted.get(depth, start - 1) + 1
        for deeper in [d for d in counted if d > depth]:
            del counted[deeper]
        if form in {"bullet", "none"}:
            return ""
        text = pattern[:40]
        for level in range(min(depth, _MOST) + 1):
            if level in levels:
                text = text.replace(
                    f"%{level + 1}", _formed(counted.get(level, levels[level][2]), levels[level][0])
                )
        return text
