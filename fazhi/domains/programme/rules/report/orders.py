"""Parts that cannot be more than their whole: 审查80份，其中5份; 受理56件，已审结52件."""

import re
from collections.abc import Collection, Iterator

from fazhi.domains.programme.rules.report.sentences import Count, Sentence
from fazhi.domains.programme.rules.report.shapes import Relation
from fazhi.domains.programme.vocabulary import RelationKind

_OF_WHICH = re.compile(r"其中|[（(]含|[，,、]含")
_WHOLE = re.compile(
    r"受理|共收|收到|接收|接到|收案|收件|办理|承办|排查|调处|调解|转办|入网|检查|抽查|抽检|审查|开展|立案|登记|新收|评查|征集|梳理|申请|诉求|发现|应"
)
_PART = re.compile(
    r"^(?:其中|并|已|现已|均已?|全部|共|依法|按期|按时|及时|实现|举行|进行|开展|成功|实际|最终)*"
    r"(?P<act>办结|审结|结案|执结|成功|化解|听证|答复|办复|回复|采纳|整改|出庭|调解成功|调处成功|网上办理|网上可办|审查通过|立案|调处|调解|完成整改|备案|公开|解决|合格)"
)
_SURE = re.compile(r"成功")
_EMPTY = re.compile(r"[了过的共达到为各类案件事项起数率]+")


def orders(
    text: str, sentence: Sentence, summed: Collection[int], rated: Collection[tuple[int, int]]
) -> Iterator[Relation]:
    """Parts and wholes of a sentence. `summed` are parts of sums that hold already, `rated` pairs that a rate has tied."""
    listed: Count | None = None
    for n, count in enumerate(sentence.counts):
        if count.is_share or not count.exact:
            continue
        whole, sure = None, False
        if not _goes_on(count, listed):
            listed = None
        if (pair := next((p for p in rated if p[0] == count.index), None)) is not None:
            whole, sure = next((c for c in sentence.counts if c.index == pair[1]), None), True
        elif count.index in summed:
            continue
        elif _OF_WHICH.search(count.gap):
            whole, sure = _nearest(sentence, n, count), True
            listed = whole
        elif listed is not None and _goes_on(count, listed):
            whole = listed
        elif (outcome := _outcome_of(sentence, n, count)) is not None:
            whole, sure = outcome, bool(_SURE.search(count.label)) and outcome is sentence.counts[n - 1]
        if whole is None or whole is count or not whole.exact:
            continue
        holds = count.quantity.value <= whole.quantity.value
        if holds or (sure and count.kind == whole.kind and _comparable(sentence, n, whole)):
            yield _relation(text, whole, count, holds=holds)


def _goes_on(count: Count, listed: Count | None) -> bool:
    """Whether a count carries on a list that 其中 has begun: a short name behind a comma, in the same unit."""
    return (
        listed is not None
        and count.kind == listed.kind
        and len(count.gap) <= 14
        and not re.search(r"[；;）)]|共|合计|累计", count.gap)
    )


def _nearest(sentence: Sentence, n: int, part: Count) -> Count | None:
    """The whole of which a part is told: the nearest before it that counts in the same unit."""
    here = [c for c in reversed(sentence.counts[max(0, n - 6) : n]) if c.kind == part.kind and not c.is_share]
    if here or not sentence.before or not re.match(r"\s*其中", part.gap):
        return here[0] if here else None
    return next(
        (c for c in reversed(sentence.before.counts[-6:]) if c.kind == part.kind and not c.is_share), None
    )


def _comparable(sentence: Sentence, n: int, whole: Count) -> bool:
    """Whether no other count could be the whole: only then is a part that is too large a fault."""
    kinds = [c for c in sentence.counts[:n] if c.kind == whole.kind and not c.is_share]
    return len(kinds) == 1 and whole.kind not in {"次", "人次", "家次", ""}


def _outcome_of(sentence: Sentence, n: int, part: Count) -> Count | None:
    """The whole whose outcome a count tells: the one before it, else an earlier one that is not too small."""
    for back, whole in enumerate(reversed(sentence.counts[max(0, n - 3) : n])):
        if _is_outcome(whole, part) and (not back or whole.quantity.value >= part.quantity.value):
            return whole
    return None


def _is_outcome(whole: Count, part: Count) -> bool:
    """Whether the part tells how the cases of the whole ended: 办理案件875件，举行听证案件132件."""
    if whole.kind != part.kind or not _WHOLE.search(whole.label + whole.tail):
        return False
    words = part.label or part.tail
    act = _PART.match(words)
    if act is None:
        return False
    object_ = _EMPTY.sub("", words[act.end() :])
    return len(object_) < 2 or object_ in whole.label + whole.tail


def _relation(text: str, whole: Count, part: Count, *, holds: bool) -> Relation:
    sign = "不多于" if holds else "多于"
    return Relation(
        RelationKind.ORDER,
        (part.index, whole.index),
        "",
        "",
        holds,
        f"{part.shown(text)}{sign}{whole.shown(text)}{'' if holds else '，部分不应大于整体'}。",
    )
