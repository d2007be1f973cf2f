"""Numbers written in characters: 百分之九十八, 近九成, 两千三百件, 二十余件, 数百名, 超百亿."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from fazhi.kernel.numerals import from_chinese
from fazhi.kernel.quantity_measures import SCALES, TAIL, Quantity, guessed, made, more_or_less, qualified
from fazhi.kernel.quantity_words import AFTER

_RUN = re.compile(r"[〇零一二三四五六七八九十百千万亿两]+")
_PERCENT = re.compile(
    r"(?P<of>[百千])分之(?P<number>\d{1,3}(?:\.\d+)?|[零〇一二三四五六七八九十百点]{1,9})(?P<after>以上|以内|以下|左右)?"
)
_TENTHS = re.compile(
    r"(?P<number>[一二三四五六七八九两])成(?P<half>[半一二三四五六七八九])?(?P<after>以上|以内|以下|左右|多)?"
)
_NOT_TENTHS = re.compile(r"[立功效果员为本绩熟长交年都品人因语套就份体型片]")
_COUNTING_VERB = re.compile(
    r"(?:共|共计|总计|合计|累计|分别|计|达|达到|共有|连续|召开|举办|举行|开展|组织|制定|出台|修订|废止|修改|印发|发布|公布|受理|办理|审结|办结|新增|"
    r"查处|立案|移送|通报|获|获得|获评|荣获|建成|设立|成立|发出|提出|收到|接收|接待|培训|审查|审核|备案|清理|听取|审议|安排|配备|聘请|聘用|开庭|撤销|"
    r"变更|维持|驳回|完成|化解|调解|调处|纠正|整改|承办|主办|协办|编发|刊发|报送|提交|评查|抽查|检查|下放|取消|承接|起草|论证|打造|创建|评选|表彰)"
    r"[了到过出有]?$"
)
# 百名志愿者 counts, 万人起诉率 and 千家万户 do not.
_SCALE_ONLY = {
    "百": "名场件家户次份部",
    "千": "名场件份",
    "万": "",
    "亿": "",
    "千万": "",
    "百万": "",
    "十": "名件场家份部",
}
_AFTER_SUM = frozenset({"级", "届", "个月", "周", "天", "类", "大类"})
_RARELY = _AFTER_SUM | set("层步字面道网点口回样")
_SUM = re.compile(r"(?:共|连续|累计|共计)$")
_FIXED_BEHIND = re.compile(r"制度|机制|体系|工程|平台|清单|统一|融合|联动|责任")
_TERMS = frozenset({"日", "天", "月", "年", "周", "星期", "小时", "工作日", "自然日", "分钟"})


def shares(text: str) -> Iterator[Quantity]:
    for m in _PERCENT.finditer(text):
        value = _spoken(m["number"])
        if value is not None:
            after = m["after"] or ""
            unit = "%" if m["of"] == "百" else "‰"
            one = Quantity(
                m.start(),
                m.end(),
                m.start(),
                m.end(),
                value,
                unit,
                after in {"以上", "左右"},
                AFTER.get(after, ""),
            )
            yield qualified(text, one)
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
        one = Quantity(m.start(), m.end(), m.start(), m.end(), value, "%", bool(after), AFTER.get(after, ""))
        yield qualified(text, one, changes=False)


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


def counted(text: str, shut: Callable[[int], bool]) -> Iterator[Quantity]:
    for run in _RUN.finditer(text):
        at, to = run.span()
        # 千万千瓦: the last 千 belongs to the measure.
        if run[0][-1] == "千" and to - at > 1 and text[to : to + 1] in {"瓦", "米", "克"}:
            to -= 1
        word = text[at:to]
        ahead = text[max(0, at - 6) : at]
        # Beside digits it is a scale; behind 第 an ordinal; 百分之 is read elsewhere.
        if shut(at) or ahead[-1:].isdigit() or ahead.endswith(("第", "之")) or text[to : to + 2] == "分之":
            continue
        read = _chinese_value(word)
        tail = TAIL.match(text, to)
        if read is None or tail is None or not _may_count(tail, ahead):
            yield from _round_money(text, at, to, read, ahead)
            continue
        one = made(text, at, to, Decimal(read), tail)
        if one is None or not one.unit:
            yield from _round_money(text, at, to, read, ahead)
        elif _is_chinese_count(text, word, read, ahead, tail):
            if ahead[-1:] in {"数", "几", "上"} and word[0] in "十百千万":
                one = replace(one, start=at - 1, at=at - 1, approx=True)
            yield one


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
        value += from_chinese(word[-1]) * (SCALES[word[-2]] // 10 - 1)
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
    if word in _SCALE_ONLY and unit not in _SCALE_ONLY[word] and not more_or_less(ahead):
        return ahead[-1:] in {"数", "几", "上"}
    # 万亿元台阶, 千亿级 name a size.
    if re.match("级|大?台阶|大?关|俱乐部", text[tail.end("unit") : tail.end("unit") + 3]):
        return False
    if value >= 10:
        return not ahead.endswith(("每", "下")) and (not ahead.endswith("上") or word[0] in "百千万")
    if not _COUNTING_VERB.search(ahead):
        return False
    return word != "一" or unit in {"部", "件", "起", "例", "宗", "家", "名", "人"}


def _round_money(text: str, at: int, to: int, value: int | None, ahead: str) -> Iterator[Quantity]:
    """百亿, 千亿元 behind a word of more: 受案标的额超百亿."""
    word = text[at:to]
    if word in {"百亿", "千亿", "万亿", "百万", "千万", "亿"} and value and more_or_less(ahead):
        end = to + (text[to : to + 1] == "元")
        if text[end : end + 1] not in {"级", "斤"}:
            unit = "元" if end > to else guessed(text, at, word)
            yield qualified(text, Quantity(at, end, at, end, Decimal(value), unit))
