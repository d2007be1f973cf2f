"""Rates: 转办9136件，办结8933件，办结率98%; 103名，其中任中审计75名，比例达73%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fazhi.domains.programme.rules.report.arithmetic import agrees, shown
from fazhi.domains.programme.rules.report.sentences import Count, Sentence
from fazhi.domains.programme.rules.report.shapes import Relation
from fazhi.domains.programme.vocabulary import RelationKind

_RATE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,12})率(?:均|也|已|约|就|稳定在|保持在|提升至|提升到|提高到|为|达到|达|是|分别|高达|：|:)*$"
)
_SHARE = re.compile(r"(?:占比|比例|比重|占[^，。；]{0,16})(?:均|约|为|达到|达|高达|：|:)*$")
_NOT_THIS = re.compile(
    r"按时|按期|及时|当年|首次|一次|综合|平均|同比|环比|提高|下降|增长|上升|法定|期内|优秀|优良|累计|历年|年均|初信|有效"
)
_OTHERWISE = re.compile(
    r"结转|存量|上年|其余|在办|未到期|正在|跨年|不计|剔除|除外|均|历史|以往|往年|中止|终止|撤回|转入|未办结|积案"
)
_SAME_ACT: tuple[tuple[str, str], ...] = (
    (r"成功", r"成功"),
    (r"办结|办复|答复|回复|办理|反馈", r"办结|办复|答复|回复|办理完毕|反馈"),
    (r"审结|结案|执结", r"审结|结案|办结|执结"),
    (r"化解", r"化解"),
    (r"调解|和解|撤诉", r"调解|和解|撤诉"),
    (r"调处", r"调处成功|成功调处|调处"),
    (r"合格|通过|及格|达标", r"合格|通过|及格|达标"),
    (r"出庭|应诉", r"出庭"),
    (r"纠错", r"撤销|变更|纠错|纠正"),
    (r"覆盖", r"覆盖|建成|设立|配备"),
    (r"满意", r"满意"),
    (r"采纳|采用", r"采纳|采用"),
    (r"整改|完成|落实", r"整改|完成|落实"),
    (r"履行|履约|兑现", r"履行|履约|兑现"),
    (r"网办|网上可办|全程网办", r"网上|网办"),
    (r"持证", r"持证"),
    (r"立案", r"立案"),
    (r"公开", r"公开"),
    (r"胜诉", r"胜诉"),
    (r"败诉", r"败诉"),
    (r"维持", r"维持"),
    (r"撤销", r"撤销"),
    (r"备案", r"备案"),
    (r"参[考学训]", r"参[考学训加]"),
    (r"签收|送达", r"签收|送达"),
    (r"解决", r"解决"),
    (r"查处", r"查处"),
    (r"检出|发现|不合格", r"检出|发现|不合格"),
)
_BACK = 8


def ratios(text: str, sentence: Sentence) -> Iterator[Relation]:
    """All rates of a sentence that its own counts prove or refute."""
    for n, rate in enumerate(sentence.counts):
        # A percentage that has grown a verb, 增长20%, is a change and no rate.
        if rate.quantity.unit != "%" or (
            rate.quantity.start != rate.quantity.at and not rate.quantity.qualifier
        ):
            continue
        counts = [
            c
            for c in sentence.counts[max(0, n - _BACK) : n]
            if not c.is_share and c.exact and c.quantity.value > 0
        ]
        lent = (
            [c for c in sentence.before.counts[-3:] if not c.is_share and c.exact] if sentence.before else []
        )
        relation = _rate(text, sentence, rate, counts, lent)
        if relation:
            yield relation


def _rate(
    text: str, sentence: Sentence, rate: Count, counts: Sequence[Count], lent: Sequence[Count]
) -> Relation | None:
    if not counts or rate.quantity.qualifier or rate.quantity.approx:
        return None
    words = rate.gap[-30:]
    named = _RATE.search(words)
    if named:
        parts = _of_act(named["stem"], counts)
    elif _SHARE.search(words):
        parts = [counts[-1]]
    else:
        return None
    for part in parts:
        for whole in _wholes(part, counts, lent):
            if agrees(part.quantity.value * 100 / whole.quantity.value, rate.quantity.value):
                return _relation(text, part, whole, rate, holds=True)
    earlier = _told_before(sentence, rate, parts[0]) if named is None else None
    if earlier is not None:
        return _relation(text, parts[0], earlier, rate, holds=True)
    return _wrong(text, sentence, rate, named, parts, counts)


def _told_before(sentence: Sentence, rate: Count, part: Count) -> Count | None:
    """The whole from an earlier sentence: 占收到申请总数的6.8%, where the applications were counted before."""
    words = re.split("占", rate.gap)[-1]
    alike = [c for c in reversed(sentence.recent) if _share_words(words, c.label)]
    tenths = rate.quantity.value != rate.quantity.value.to_integral_value()
    # Any number may fit by chance, most of all whole per cents: those must speak of the same thing.
    candidates: list[Count] = [*alike, *reversed(sentence.recent)] if tenths else alike
    for whole in candidates:
        fits = whole.exact and whole.kind in {part.kind, ""} and whole.quantity.value > part.quantity.value
        if fits and agrees(part.quantity.value * 100 / whole.quantity.value, rate.quantity.value):
            return whole
    return None


def _share_words(one: str, other: str) -> bool:
    """Whether two phrases have two characters in a row in common."""
    return any(one[n : n + 2] in other for n in range(len(one) - 1))


def _of_act(stem: str, counts: Sequence[Count]) -> list[Count]:
    """The counts of what the rate speaks of, nearest first: 办结率 of 办结8933件."""
    if _NOT_THIS.search(stem):
        return []
    words = next((said for asked, said in _SAME_ACT if re.search(asked, stem)), re.escape(stem[-2:]))
    return [
        c for c in reversed(counts) if re.search(words, c.label) or (not c.label and re.search(words, c.tail))
    ]


def _wholes(part: Count, counts: Sequence[Count], lent: Sequence[Count]) -> list[Count]:
    """What the part may be a part of, nearest first."""
    here = [
        c
        for c in reversed(counts)
        if c is not part and c.kind == part.kind and c.quantity.value >= part.quantity.value
    ]
    return here or [
        c for c in reversed(lent) if c.kind == part.kind and c.quantity.value >= part.quantity.value
    ]


def _wrong(
    text: str,
    sentence: Sentence,
    rate: Count,
    named: re.Match[str] | None,
    parts: Sequence[Count],
    counts: Sequence[Count],
) -> Relation | None:
    """The rate as one that does not hold, if part and whole are beyond doubt."""
    if len(parts) != 1:
        return None
    part = parts[0]
    wholes = [c for c in _wholes(part, counts, ()) if c.index < part.index]
    words = text[max(sentence.start, counts[0].quantity.start - 60) : rate.quantity.end + 30]
    if not wholes or _OTHERWISE.search(words) or rate.quantity.value > 100:
        return None
    if named is None and not (len(wholes) == 1 and "其中" in part.gap):
        return None
    # A whole may be two counts together: 新收90件、结转10件，审结99件.
    for n, one in enumerate(wholes):
        for other in wholes[n + 1 :]:
            both = one.quantity.value + other.quantity.value
            if agrees(part.quantity.value * 100 / both, rate.quantity.value):
                return None
    return _relation(text, part, wholes[0], rate, holds=False)


def _relation(text: str, part: Count, whole: Count, rate: Count, *, holds: bool) -> Relation:
    computed = part.quantity.value * 100 / whole.quantity.value
    stated = rate.quantity.written
    verdict = f"所列{stated}%相符" if holds else f"所列{stated}%不符"
    return Relation(
        RelationKind.RATIO,
        (part.index, whole.index, rate.index),
        stated,
        shown(computed),
        holds,
        f"{part.shown(text)}占{whole.shown(text)}的{shown(Decimal(computed))}%，与{verdict}。",
    )
