"""Quantities in Chinese text: 60561件, 1.2万余件, 百分之九十八, 两千三百, 二十余件, 超百亿, 3个工作日以内.

A quantity is a number that counts or measures something. Years, days, ordinals, numbers of documents and articles,
names such as “1+9” and telephone numbers are none; `quantity_words.NOTHING_COUNTED` says which.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi.kernel.numerals import from_chinese
from fazhi.kernel.quantity_words import AFTER, BEFORE, CHANGES, EXACT, NOTHING_COUNTED, PEOPLE, TIME, UNIT

_WIDE = str.maketrans("０１２３４５６７８９．％（）：－＋Ｏｏ", "0123456789.%():-+Oo")
_OCR_ZERO = re.compile(r"(?<=\d)[Oo](?=[\d%万亿件项个条次人名家户元起份场])")
_OCR_ONE = re.compile(r"(?<=\d)[lI|](?=\d)")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip
_SCALE = r"(?:万亿|千亿|百亿|千万|百万|亿|万|千(?![米瓦克])|百(?!分))"
_ARABIC = re.compile(
    r"(?<![\d.])\d{1,3}(?:(?:,\d{3}){1,6}|(?: \d{3}){1,6})(?![\d,])(?:\.\d{1,8})?|(?<![\d.])\d{1,18}(?:\.\d{1,8})?(?![\d.]\d)"
)
_TAIL = re.compile(
    rf"[ \u3000]?(?P<few>余|多|几)?[ \u3000]?(?P<scale>{_SCALE})?(?P<low>\d{{1,4}}(?:千|万)?)?(?P<few2>余|多|几)?"
    rf"[ \u3000]?(?P<unit>{UNIT})?(?P<few3>余|多)?(?P<after>以上|以内|之内|以下|左右|上下|内)?"
)
_MINUS = re.compile(r"(?:同比|环比|增长|增速|为|达)[-－−]$")
_RUN = re.compile(r"[〇零一二三四五六七八九十百千万亿两]+")
_PERCENT = re.compile(
    r"(?P<of>[百千])分之(?P<number>\d{1,3}(?:\.\d+)?|[零〇一二三四五六七八九十百点]{1,9})(?P<after>以上|以内|以下|左右)?"
)
_TENTHS = re.compile(
    r"(?P<number>[一二三四五六七八九两])成(?P<half>[半一二三四五六七八九])?(?P<after>以上|以内|以下|左右|多)?"
)
_NOT_TENTHS = re.compile(r"[立功效果员为本绩熟长交年都品人因语套就份体型片]")
_BEFORE = re.compile(f"(?:{'|'.join(sorted(BEFORE, key=len, reverse=True))})[ ]?$")
_CHANGE = re.compile(f"(?<!分别)(?:年均)?(?:{CHANGES})了?[ ]?$")
_SHORTENED = re.compile(r"(?:压缩|缩短|压减|缩减|控制)(?:至|到|为|在)$")
_LOOK_BACK = 8
_RANGE = re.compile(r"[ ]?(?:[-—–~～－]{1,2}|至|到)[ ]?\d")
_COUNTING_VERB = re.compile(
    r"(?:共|共计|总计|合计|累计|分别|计|达|达到|共有|连续|召开|举办|举行|开展|组织|制定|出台|修订|废止|修改|印发|发布|公布|受理|办理|审结|办结|新增|"
    r"查处|立案|移送|通报|获|获得|获评|荣获|建成|设立|成立|发出|提出|收到|接收|接待|培训|审查|审核|备案|清理|听取|审议|安排|配备|聘请|聘用|开庭|撤销|"
    r"变更|维持|驳回|完成|化解|调解|调处|纠正|整改|承办|主办|协办|编发|刊发|报送|提交|评查|抽查|检查|下放|取消|承接|起草|论证|打造|创建|评选|表彰)"
    r"[了到过出有]?$"
)
_AFTER_SUM = frozenset({"级", "届", "个月", "周", "天", "类", "大类"})
_RARELY = _AFTER_SUM | set("层步字面道网点口回样")
_SUM = re.compile(r"(?:共|连续|累计|共计)$")
_FIXED_BEHIND = re.compile(r"制度|机制|体系|工程|平台|清单|统一|融合|联动|责任")
_TERMS = frozenset({"日", "天", "月", "年", "周", "星期", "小时", "工作日", "自然日", "分钟"})
_MONEY = re.compile(r"[额款金费资产值收支]|损失|债权|投资|标的|税|价")
_BARE_AFTER = re.compile(r"[，,、；;。）)]|\s|$")
_BARE_BEFORE = re.compile(r"[\u4e00-\u9fff]$")
_NO_BARE = re.compile(r"[第号令条款章节年月日届级度于版图表附卷页]$")


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


def folded(text: str) -> str:
    """The text with full-width digits made narrow and letters that were read for digits mended; as long as before."""
    narrow = text.translate(_WIDE)
    return _OCR_ONE.sub("1", _OCR_ZERO.sub("0", narrow))


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in order. Takes time in proportion to its length."""
    source = folded(text)
    shut = _Shut(source)
    found = sorted(
        (*_arabic(source, shut), *_percents(source), *_chinese(source, shut)), key=lambda q: (q.at, -q.to)
    )
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.at >= kept[-1].to:
            kept.append(one)
    return tuple(_with_bare(source, kept, shut))


class _Shut:
    """The stretches in which digits count nothing."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for m in NOTHING_COUNTED.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, at: int) -> bool:
        n = bisect.bisect_right(self._starts, at) - 1
        return n >= 0 and at < self._ends[n]


def _arabic(text: str, shut: _Shut) -> Iterator[Quantity]:
    for core in _ARABIC.finditer(text):
        if shut.holds(core.start()):
            continue
        tail = _TAIL.match(text, core.end())
        assert tail is not None  # every part of it may be absent
        value = _decimal(core[0])
        if _MINUS.search(text, max(0, core.start() - 4), core.start()):
            value = -value
        made = _made(text, core.start(), core.end(), value, tail)
        if made is not None:
            yield made
        elif _RANGE.match(text, core.end()):
            yield from _lower_end(text, core, value)


def _lower_end(text: str, core: re.Match[str], value: Decimal) -> Iterator[Quantity]:
    """The first number of 3至5个工作日: the unit is that of the second."""
    upper = _ARABIC.search(text, core.end(), core.end() + 24)
    tail = upper and _TAIL.match(text, upper.end())
    if upper is None or tail is None or not tail["unit"]:
        return
    scale = _SCALES.get(tail["scale"] or "", 1)
    unit = _unit(tail["unit"])
    if unit in {"日", "分"} or _decimal(upper[0]) <= value:
        return
    yield _qualified(text, Quantity(core.start(), core.end(), core.start(), core.end(), value * scale, unit))


def _made(text: str, at: int, to: int, value: Decimal, tail: re.Match[str]) -> Quantity | None:
    """The quantity of a number with what follows it, or None if nothing is counted."""
    few = bool(tail["few"] or tail["few2"] or tail["few3"])
    scale, unit, after = tail["scale"], tail["unit"], tail["after"] or ""
    if (
        not unit
        and not scale
        and not (few and _BARE_AFTER.match(text, tail.end("few2") if tail["few2"] else tail.end("few")))
    ):
        return None
    value *= _SCALES.get(scale or "", 1)
    if tail["low"]:
        # 1亿2000万, 3万5千; what follows a scale without one of its own counts ones.
        if not scale:
            return None
        low = tail["low"]
        value += Decimal(low.rstrip("千万")) * _SCALES.get(low[-1], 1)
    if not unit:
        end = max(tail.end(group) for group in ("few", "scale", "low", "few2"))
        return _qualified(text, Quantity(at, end, at, end, value, _guessed(text, at, scale), few))
    name = _unit(unit)
    if not _is_measure(text, at, name, tail, value):
        return None
    end = tail.end("unit")
    if tail["few3"] and name in TIME | {"倍", "元"}:
        end = tail.end("few3")
    if after and (after != "内" or name in TIME) and tail.start("after") == end:
        end = tail.end("after")
    else:
        after = ""
    made = Quantity(
        at, end, at, end, value, name, few or after in {"左右", "上下", "以上"}, AFTER.get(after, "")
    )
    return _qualified(text, made)


def _unit(word: str) -> str:
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
        return (
            behind[:1] == "内" or behind[:2] in {"以内", "之内"} or ahead.endswith(("不少于", "至少", "满"))
        )
    if unit == "年":
        return not (1900 <= value <= 2100) and behind[:1] not in {"级", "代"} and not behind.startswith("月")
    if unit == "分":
        return behind[:1] not in {
            "之",
            "类",
            "级",
            "别",
            "册",
            "局",
            "为",
            "布",
            "析",
            "工",
            "段",
            "层",
            "批",
            "期",
            "中",
            "区",
        }
    if unit == "度":
        return behind[:1] not in {"假"} and not tail["few"]
    if unit == "点" and ahead.endswith(("上午", "下午", "早上", "晚上")):
        return False
    if unit == "级" and behind[:1] in {"地", "台", "干"}:
        return False
    return not (unit in {"版", "网", "道", "口", "面"} and "." in text[at : tail.start("unit")])


def _guessed(text: str, at: int, scale: str | None) -> str:
    """The unit of 超百亿, 10.5万: yuan where money is spoken of, else none."""
    return "元" if scale and "亿" in scale and _MONEY.search(text, max(0, at - 12), at) else ""


def _qualified(text: str, found: Quantity, *, changes: bool = True) -> Quantity:
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


def _percents(text: str) -> Iterator[Quantity]:
    for m in _PERCENT.finditer(text):
        value = _spoken(m["number"])
        if value is not None:
            after = m["after"] or ""
            unit = "%" if m["of"] == "百" else "‰"
            made = Quantity(
                m.start(),
                m.end(),
                m.start(),
                m.end(),
                value,
                unit,
                after in {"以上", "左右"},
                AFTER.get(after, ""),
            )
            yield _qualified(text, made)
    for m in _TENTHS.finditer(text):
        behind = text[m.end() : m.end() + 1]
        if m["half"] is None and _NOT_TENTHS.match(behind):
            continue
        if text[max(0, m.start() - 1) : m.start()] in {"第", "其"}:
            continue
        half = m["half"]
        value = Decimal(
            from_chinese(m["number"]) * 10 + (5 if half == "半" else from_chinese(half) if half else 0)
        )
        after = m["after"] or ""
        made = Quantity(m.start(), m.end(), m.start(), m.end(), value, "%", bool(after), AFTER.get(after, ""))
        yield _qualified(text, made, changes=False)


def _decimal(word: str) -> Decimal:
    """The value of digits with or without marks between thousands."""
    return Decimal(re.sub("[, ]", "", word))


def _spoken(word: str) -> Decimal | None:
    """The value of the number in 百分之九十八点五, 百分之98."""
    if word[0].isdigit():
        return Decimal(word)
    whole, dot, part = word.partition("点")
    try:
        value = Decimal(from_chinese(whole))
        return value + Decimal(f"0.{''.join(str(from_chinese(c)) for c in part)}") if dot and part else value
    except ValueError:
        return None


def _chinese(text: str, shut: _Shut) -> Iterator[Quantity]:
    for run in _RUN.finditer(text):
        at, to = run.span()
        ahead = text[max(0, at - 6) : at]
        # Beside digits it is a scale; behind 第 an ordinal; 百分之 is read elsewhere.
        if (
            shut.holds(at)
            or ahead[-1:].isdigit()
            or ahead.endswith(("第", "之"))
            or text[to : to + 2] == "分之"
        ):
            continue
        read = _chinese_value(run[0])
        tail = _TAIL.match(text, to)
        if read is None or tail is None or not _may_count(tail, ahead):
            yield from _round_money(text, at, to, read, ahead)
            continue
        made = _made(text, at, to, Decimal(read), tail)
        if made is None or not made.unit:
            yield from _round_money(text, at, to, read, ahead)
        elif _is_chinese_count(text, run[0], read, ahead, tail):
            if ahead[-1:] in {"数", "几", "上"} and run[0][0] in "十百千万":
                made = replace(made, start=at - 1, at=at - 1, approx=True)
            yield made


def _may_count(tail: re.Match[str], ahead: str) -> bool:
    """Whether what follows a number in characters is a measure at all: years count when they run on or are a term."""
    if tail["scale"] or tail["low"] or tail["unit"] in {"%", "％", "点", "分"}:
        return False
    within = tail["after"] in {"内", "以内", "之内"}
    if tail["unit"] == "年":
        return within or bool(tail["few3"]) or ahead.endswith("连续")
    return tail["unit"] != "日" or within


def _chinese_value(word: str) -> int | None:
    """The value of a run of numerals, or None if it is none: 二〇二一, 十四五, 三三."""
    if len(word) > 1 and not any(c in "十百千万亿" for c in word):
        return None
    try:
        value = from_chinese("一" + word if word[0] in "万亿" else word)
    except ValueError:
        return None
    # 两千三 is 2300: the last digit takes the place below.
    if len(word) > 2 and word[-1] in "一二三四五六七八九" and word[-2] in "百千万亿":
        value += from_chinese(word[-1]) * (_SCALES[word[-2]] // 10 - 1)
    return value


def _is_chinese_count(text: str, word: str, value: int, ahead: str, tail: re.Match[str]) -> bool:
    """Whether a number written in characters counts: two digits and more do, a single one beside a verb that counts."""
    unit = tail["unit"]
    within = unit.removeprefix("个") in _TERMS and tail["after"] in {"内", "以内", "之内"}
    if tail["few"] or tail["few2"] or within or unit == "倍":
        return True
    if unit in _RARELY:
        return unit in _AFTER_SUM and bool(_SUM.search(ahead))
    behind = text[tail.end("unit") : tail.end("unit") + 4]
    if unit in {"项", "个", "条"} and _FIXED_BEHIND.match(behind):
        return False
    if value >= 10:
        return not ahead.endswith(("每", "下")) and (not ahead.endswith("上") or word[0] in "百千万")
    if not _COUNTING_VERB.search(ahead):
        return False
    return word != "一" or unit in {"部", "件", "起", "例", "宗", "家", "名", "人"}


def _round_money(text: str, at: int, to: int, value: int | None, ahead: str) -> Iterator[Quantity]:
    """百亿, 千亿元 behind a word of more: 受案标的额超百亿."""
    word = text[at:to]
    if word in {"百亿", "千亿", "万亿", "百万", "千万", "亿"} and value and _BEFORE.search(ahead):
        end = to + (text[to : to + 1] == "元")
        if text[end : end + 1] not in {"级", "斤"}:
            unit = "元" if end > to or _MONEY.search(text, max(0, at - 12), at) else ""
            yield _qualified(text, Quantity(at, end, at, end, Decimal(value), unit))


def _with_bare(text: str, found: list[Quantity], shut: _Shut) -> Iterator[Quantity]:
    """The quantities, and between them numbers whose unit was left out: 行政许可78，行政处罚0条."""
    taken = [(q.at, q.to) for q in found]
    starts = [at for at, _ in taken]
    bare: list[Quantity] = []
    for core in _ARABIC.finditer(text):
        at, to = core.span()
        n = bisect.bisect_right(starts, at)
        if (n and taken[n - 1][1] > at) or shut.holds(at) or not _BARE_AFTER.match(text, to):
            continue
        ahead = text[max(0, at - 2) : at]
        if (
            not _BARE_BEFORE.search(ahead)
            or _NO_BARE.search(ahead)
            or len(core[0]) > 7
            or 1900 <= _decimal(core[0]) <= 2100
        ):
            continue
        before = n and at - taken[n - 1][1] <= 16 and not re.search(r"[。；;\n]", text[taken[n - 1][1] : at])
        behind = (
            n < len(taken) and taken[n][0] - to <= 16 and not re.search(r"[。；;\n]", text[to : taken[n][0]])
        )
        if before and behind:
            value = _decimal(core[0])
            bare.append(Quantity(at, to, at, to, value, ""))
    yield from sorted((*found, *bare), key=lambda q: q.at)
