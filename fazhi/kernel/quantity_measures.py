"""A quantity in its place, and what a number with the words around it comes to."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi.kernel.quantity_words import AFTER, BEFORE, CHANGES, EXACT, PEOPLE, TIME, UNIT

SCALES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip
_SCALE = r"(?:万亿|千亿|百亿|千万|百万|亿|万|千(?![米瓦克])|百(?!分))"
TAIL = re.compile(
    rf"[ \u3000]?(?P<few>余|多|几)?[ \u3000]?(?P<scale>{_SCALE})?(?P<low>\d{{1,4}}(?:千|万)?)?(?P<few2>余|多|几)?"
    rf"[ \u3000]?(?P<unit>{UNIT})?(?P<few3>余|多)?(?P<after>以上|以内|之内|以下|左右|上下|内)?"
)
_BEFORE = re.compile(f"(?:{'|'.join(sorted(BEFORE, key=len, reverse=True))})[ ]?$")
_CHANGE = re.compile(f"(?<!分别)(?:年均)?(?:{CHANGES})了?[ ]?$")
_SHORTENED = re.compile(r"(?:压缩|缩短|压减|缩减|控制)(?:至|到|为|在)$")
_LOOK_BACK = 8
_MONEY = re.compile(r"[额款金费资产值收支]|损失|债权|投资|标的|税|价")
_BARE_AFTER = re.compile(r"[，,、；;。）)]|\s|$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in its place: `text[start:end]`, with what makes it more or less; the digits alone are `at:to`.

    `value` has 万 and 亿 expanded; per cent stay as they are written, with the unit %. `qualifier` is >, >=, <, <= or "".
    """

    start: int
    end: int
    at: int
    to: int
    value: Decimal
    unit: str
    approx: bool = False
    qualifier: str = ""

    @property
    def kind(self) -> str:
        """The unit with words of the same meaning made one: 名 and 位 are 人."""
        return PEOPLE.get(self.unit, self.unit)

    @property
    def written(self) -> str:
        """The value as a plain decimal string: 2005000000, 83.4."""
        return plain(self.value)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at the end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def made(text: str, at: int, to: int, value: Decimal, tail: re.Match[str]) -> Quantity | None:
    """The quantity of a number with what follows it, or None if nothing is counted."""
    few = bool(tail["few"] or tail["few2"] or tail["few3"])
    scale, unit, after = tail["scale"], tail["unit"], tail["after"] or ""
    if (
        not unit
        and not scale
        and not (few and _BARE_AFTER.match(text, tail.end("few2") if tail["few2"] else tail.end("few")))
    ):
        return None
    value *= SCALES.get(scale or "", 1)
    if tail["low"]:
        # 1亿2000万, 3万5千; what follows a scale without one of its own counts ones.
        if not scale:
            return None
        low = tail["low"]
        value += Decimal(low.rstrip("千万")) * SCALES.get(low[-1], 1)
    if not unit:
        end = max(tail.end(group) for group in ("few", "scale", "low", "few2"))
        return qualified(text, Quantity(at, end, at, end, value, guessed(text, at, scale), few))
    name = unit_of(unit)
    if not _is_measure(text, at, name, tail, value):
        return None
    end = tail.end("unit")
    if tail["few3"] and name in TIME | {"倍", "元"}:
        end = tail.end("few3")
    if after and (after != "内" or name in TIME) and tail.start("after") == end:
        end = tail.end("after")
    else:
        after = ""
    one = Quantity(
        at, end, at, end, value, name, few or after in {"左右", "上下", "以上"}, AFTER.get(after, "")
    )
    return qualified(text, one)


def unit_of(word: str) -> str:
    """The unit as it is kept: 家(次) is 家次, 个工作日 is 工作日."""
    word = re.sub(r"[（()）\s]", "", word)
    if word in {"％", "﹪"}:
        return "%"
    if word != "个" and word != "个月" and word.startswith("个"):
        return word[1:]
    return word


def _is_measure(text: str, at: int, unit: str, tail: re.Match[str], value: Decimal) -> bool:
    """Whether the word behind the number measures here."""
    behind = text[tail.end("unit") : tail.end("unit") + 3]
    ahead = text[max(0, at - 4) : at]
    if unit == "日":
        if re.match(r"缩|压|减|延", behind) or _SHORTENED.search(ahead):
            return True
        return (
            behind[:1] == "内" or behind[:2] in {"以内", "之内"} or ahead.endswith(("不少于", "至少", "满"))
        )
    if unit == "年":
        return not (1900 <= value <= 2100) and behind[:1] not in {"级", "代"} and not behind.startswith("月")
    if unit == "分":
        return behind[:1] not in set("之类级别册局为布析工段层批期中区")
    if unit == "度":
        return behind[:1] not in {"假"} and not tail["few"]
    if unit == "点" and ahead.endswith(("上午", "下午", "早上", "晚上")):
        return False
    if unit == "级" and behind[:1] in {"地", "台", "干"}:
        return False
    return not (unit in {"版", "网", "道", "口", "面"} and "." in text[at : tail.start("unit")])


def guessed(text: str, at: int, scale: str | None) -> str:
    """The unit of 超百亿, 10.5万: yuan where money is spoken of, else none."""
    return "元" if scale and "亿" in scale and _MONEY.search(text, max(0, at - 12), at) else ""


def qualified(text: str, found: Quantity, *, changes: bool = True) -> Quantity:
    """The quantity with the words of more, less or change that stand directly before it."""
    ahead = text[max(0, found.at - _LOOK_BACK) : found.at]
    if word := _BEFORE.search(ahead):
        name = word[0].strip()
        start = found.at - len(word[0])
        # 目前近 and 附近 end in a word that says nothing of the number.
        if name == "近" and text[max(0, start - 1) : start] in {"附", "最", "接", "靠", "邻"}:
            return found
        if name == "满" and text[max(0, start - 1) : start] in {"圆", "届", "期", "美", "充"}:
            return found
        return replace(
            found,
            start=start,
            approx=found.approx or name not in EXACT,
            qualifier=BEFORE[name] or found.qualifier,
        )
    if changes and found.unit == "%" and (change := _CHANGE.search(ahead)):
        return replace(found, start=found.at - len(change[0]))
    if found.kind in TIME and not found.qualifier and _SHORTENED.search(ahead):
        return replace(found, qualifier="<=")
    return found


def more_or_less(ahead: str) -> bool:
    """Whether words end in one of more or less: 超, 近, 不少于."""
    return bool(_BEFORE.search(ahead))


def bare_behind(text: str, at: int) -> bool:
    """Whether a sign or nothing stands behind a number."""
    return bool(_BARE_AFTER.match(text, at))
