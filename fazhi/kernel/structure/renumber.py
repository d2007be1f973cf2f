"""Articles counted anew: 第X条之一 becomes an article of its own, and references within the text follow."""

import re
from dataclasses import dataclass

from fazhi.kernel.numerals import article_label, article_number
from fazhi.kernel.structure.nodes import Kind, Node, Structure
from fazhi.kernel.structure.parse import parse

_N = "[一二三四五六七八九十百千零〇○0-9]{1,9}"
_ARTICLE = rf"第\s?{_N}\s?条(?:之[一二三四五六七八九十]{{1,3}})*"
_REFERENCE = re.compile(_ARTICLE)
# How a text speaks of itself; what stands after another law's name is that law's article.
_OWN = re.compile(
    r"本(?:办法|规定|细则|实施细则|实施办法|暂行办法|暂行规定|试行办法|条例|意见|方案|通知|通告|公告|决定|措施|规则|制度|标准|"
    r"规范|指引|指南|规程|法|解释|守则|章程|政策|文件)"
)
# What may stand between two references of one chain.
_LINKS = re.compile(rf"(?:{_ARTICLE}|第{_N}[款项目]|第[（(]{_N}[）)]项|[、，,和与及至到或者以\s]|的?规定)*$")
_REACH = 40


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The new text; `numbers` maps old to new ("12-1": "13") per division; `dangling` are offsets in the old text of
    references to articles that do not exist, left as they were.
    """

    text: str
    numbers: tuple[dict[str, str], ...]
    dangling: tuple[int, ...]


def own_references(structure: Structure) -> list[tuple[int, int, str, int]]:
    """References of the text to its own articles: start, end, number and division, in order.

    本办法第三条、第五条 gives both; an article named after another law's name is not ours.
    """
    text = structure.text
    labels = {node.start for node in structure.of_kind(Kind.ARTICLE)}
    found: list[tuple[int, int, str, int]] = []
    for match in _REFERENCE.finditer(text):
        if match.start() in labels:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        chain = _LINKS.search(before)
        head = before[: chain.start()] if chain else before
        own = list(_OWN.finditer(head[-12:]))
        if not own or own[-1].end() != len(head[-12:]):
            continue
        try:
            number = article_number(re.sub(r"\s", "", match[0]).replace("○", "〇"))
        except ValueError:
            continue
        node = structure.at(match.start())
        found.append((match.start(), match.end(), number, node.division if node else 0))
    return found


def renumber(text: str) -> Renumbered:
    """This will count the articles of each division from the first on and let references follow.

    Only the numbers change. Articles keep the form of their label (第十二条 or 第12条). A doubled number is ambiguous
    for references: they follow the first that bore it.
    """
    structure = parse(text)
    numbers: list[dict[str, str]] = []
    edits: list[tuple[int, int, str]] = []
    for division in structure.divisions():
        known: dict[str, str] = {}
        articles = [node for node in division if node.kind is Kind.ARTICLE]
        for n, node in enumerate(articles, start=1):
            known.setdefault(node.number, str(n))
            edits.append(_label(structure, node, n))
        numbers.append(known)
    dangling = []
    for start, end, number, home_of in own_references(structure):
        home = numbers[home_of] if home_of < len(numbers) else {}
        new = home.get(number)
        if new is None:
            if home:
                dangling.append(start)
            continue
        edits.append((start, end, _written(text[start:end], int(new))))
    return Renumbered(_edited(text, edits), tuple(numbers), tuple(dangling))


def _label(structure: Structure, node: Node, n: int) -> tuple[int, int, str]:
    match = _REFERENCE.match(structure.text, node.start, node.end)
    end = match.end() if match else node.end
    return node.start, end, _written(structure.text[node.start : end], n)


def _written(printed: str, n: int) -> str:
    return f"第{n}条" if re.search(r"[0-9]", printed) else article_label(str(n))


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, place = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[place:start], new]
        place = end
    return "".join([*pieces, text[place:]])
