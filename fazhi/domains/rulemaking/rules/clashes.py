"""Amounts, shares and periods that contradict one another."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.sentences import Sentence, sentences
from fazhi.domains.rulemaking.rules.specs import made
from fazhi.kernel.numerals import from_chinese
from fazhi.kernel.structure import Structure

_N = r"(?:[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千万零两]{1,10})"
_UNIT = r"(?:万元|亿元|元|%|个工作日|工作日|个月|日|天|年|倍|平方米|亩|公里|人|户|吨|分)"
_RANGE = re.compile(
    rf"(?P<a>{_N})(?P<u>{_UNIT})?以上(?:，|、)?(?:至)?(?:不超过)?(?P<b>{_N})(?P<v>{_UNIT})(?:以下|以内)"
)
_BOUNDS = re.compile(
    rf"(?:不低于|不少于|不得低于|不得少于|至少|最低)[为是]?(?P<a>{_N})(?P<u>{_UNIT})[^。；]{{0,12}}?(?:不超过|不高于|不得超过|不得高于|最高|最多)[为是]?(?P<b>{_N})(?P<v>{_UNIT})"
)
_QUANTITY = re.compile(rf"(?P<n>{_N})(?P<u>{_UNIT})")
_TOTAL = re.compile(
    rf"(?:总额|总计|合计|共计|总投资|总资金|资金)[为是共约]{{0,2}}(?P<n>{_N})(?P<u>万元|亿元|元)[，：（]?其中"
)
_WORDED = re.compile(
    r"(?P<a>[0-9]+(?:\.[0-9]+)?)(?P<u>万元|元)[（(](?:大写|人民币)[：:]?(?:人民币)?(?P<b>[壹贰叁肆伍陆柒捌玖拾佰仟万亿零一二三四五六七八九十百千]+)(?:元|圆|万元)"
)
_DAYS = re.compile(
    r"(?P<a>[0-9]{1,2})月(?P<b>[0-9]{1,2})日(?:至|到|-|—|——|~)(?P<c>[0-9]{1,2})月(?P<d>[0-9]{1,2})日"
)
_YEARS = re.compile(r"(?P<a>20[0-9]{2})(?:年)?(?:至|到|-|—|——|~)(?P<b>20[0-9]{2})年")
_SCALE = {"亿元": Decimal(10) ** 8, "万元": Decimal(10) ** 4, "元": Decimal(1)}
_SHORTEST, _ALIKE = 12, 0.8
_GRADED = re.compile(
    r"分别|一等|二等|三等|特等|首次|第一|第二|第三|一级|二级|三级|国家级|省级|市级|县级|每增加|以上|以下|达到|超过|[甲乙丙ABC]级|一次性|一般|较重|严重"
)


def check(structure: Structure) -> Iterator[Finding]:
    """Ranges whose lower end is above the upper, parts greater than their whole, and the same sentence twice with
    another number.
    """
    told: dict[str, list[tuple[str, Sentence, re.Match[str]]]] = defaultdict(list)
    for sentence in sentences(structure):
        yield from _ranges(structure, sentence)
        yield from _parts(structure, sentence)
        _remember(sentence, told)
    yield from _contradictions(structure, told)


def value(printed: str) -> Decimal:
    """A number in digits or numerals. Raises ValueError."""
    try:
        return Decimal(printed)
    except InvalidOperation:
        return Decimal(from_chinese(printed))


def _amount(printed: str, unit: str) -> Decimal | None:
    try:
        return value(printed) * _SCALE.get(unit, Decimal(1))
    except ValueError:
        return None


def _ranges(structure: Structure, sentence: Sentence) -> Iterator[Finding]:
    for pattern in (_RANGE, _BOUNDS):
        for match in pattern.finditer(sentence.words):
            unit = match["u"] or match["v"]
            low, high = _amount(match["a"], unit), _amount(match["b"], match["v"])
            alike = unit == match["v"] or {unit, match["v"]} <= set(_SCALE)
            if low is not None and high is not None and alike and low > high:
                yield made(structure, "amounts.clash", *sentence.place(*match.span()), "下限高于上限。")
    for match in _WORDED.finditer(sentence.words):
        digits, words = _amount(match["a"], match["u"]), _amount(match["b"], "元")
        if digits is not None and words is not None and words not in (digits, digits / _SCALE[match["u"]]):
            yield made(structure, "amounts.clash", *sentence.place(*match.span()), "大小写金额不符。")
    for match in _DAYS.finditer(sentence.words):
        a, b, c, d = (int(match[name]) for name in "abcd")
        crosses = "次年" in sentence.words or "年" in sentence.words[match.start("b") : match.start("c")]
        # A winter season runs from autumn into spring.
        if (c, d) < (a, b) and not crosses and not (a >= 8 and c <= 6):
            yield made(structure, "dates.clash", *sentence.place(*match.span()), "结束日期早于开始日期。")
    for match in _YEARS.finditer(sentence.words):
        if int(match["b"]) < int(match["a"]):
            yield made(structure, "dates.clash", *sentence.place(*match.span()), "结束年份早于开始年份。")


def _parts(structure: Structure, sentence: Sentence) -> Iterator[Finding]:
    match = _TOTAL.search(sentence.words)
    if match is None:
        return
    total = _amount(match["n"], match["u"])
    parts = [
        amount
        for one in _QUANTITY.finditer(sentence.words, match.end())
        if one["u"] in _SCALE and (amount := _amount(one["n"], one["u"])) is not None
    ]
    if total is not None and parts and (max(parts) > total or (len(parts) <= 6 and sum(parts) > total)):
        yield made(
            structure,
            "amounts.clash",
            *sentence.place(match.start(), len(sentence.words)),
            "分项之和大于总额。",
        )


def _remember(sentence: Sentence, told: dict[str, list[tuple[str, Sentence, re.Match[str]]]]) -> None:
    """Sentences with one quantity, by their words without it."""
    found = list(_QUANTITY.finditer(sentence.words))
    if len(found) != 1 or _GRADED.search(sentence.words):
        return
    match = found[0]
    bare = (sentence.words[: match.start()] + "#" + sentence.words[match.end() :]).rstrip("。；")
    if len(bare) >= _SHORTEST:
        told[match["u"]].append((bare, sentence, match))


def _contradictions(
    structure: Structure, told: dict[str, list[tuple[str, Sentence, re.Match[str]]]]
) -> Iterator[Finding]:
    for unit, ones in told.items():
        by_pair: dict[str, list[int]] = defaultdict(list)
        sets = [frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) for bare, _, _ in ones]
        for n, (bare, sentence, match) in enumerate(ones):
            shared: dict[int, int] = defaultdict(int)
            for pair in sets[n]:
                # Only the last few that hold a pair are looked at, so that this stays linear.
                for other in by_pair[pair][-12:]:
                    shared[other] += 1
                by_pair[pair].append(n)
            for other, count in shared.items():
                if 2 * count < _ALIKE * (len(sets[n]) + len(sets[other])):
                    continue
                before = ones[other][2]
                first, second = _amount(before["n"], unit), _amount(match["n"], unit)
                if (
                    first is not None
                    and second is not None
                    and first != second
                    and _same_subject(ones[other][0], bare)
                ):
                    yield made(
                        structure, "amounts.clash", *sentence.place(*match.span()),
                        f"前文相同事项规定为“{before[0]}”。",
                    )  # fmt: skip
                    break


def _same_subject(one: str, other: str) -> bool:
    """Sentences that differ in more than a particle before the number speak of different things."""
    a, b = one.partition("#")[0], other.partition("#")[0]
    extra = set(a) ^ set(b)
    return len(extra - set("的应当须在自于起内之日和与及由其本将为是，、")) <= 2
