"""Wholes and their parts: 受理60561件，直接答复51425件，转办9136件; 6465条，其中……; ……，合计……."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fazhi.domains.programme.rules.report.arithmetic import topmost
from fazhi.domains.programme.rules.report.sentences import Count, Sentence
from fazhi.domains.programme.rules.report.shapes import Relation
from fazhi.domains.programme.vocabulary import RelationKind
from fazhi.kernel.quantities import plain

_MARK = re.compile(r"其中|包括|包含|分别为|分别是|分别|分为|划分为|[（(]含|，含|,含|由.{0,6}组成")
_CLOSED_MARK = re.compile(r"分别为|分别是|分为|划分为")
_TOTAL = re.compile(r"合计|总计|总共|累计|(?<!公)共|总数|总量")
_SURE_TOTAL = re.compile(
    r"^(?:以上)?(?:[两三四五六]者|[两三四五六]项|[两三四五六]类)?(?:合计|总计|共计|总数|总量)"
)
_NEW_MATTER = re.compile(r"(?<!公)共|合计|累计|全年|另外|此外|同时|另有|截至|以来")
_REST = re.compile(r"^(?:其他|其它|其余|余下|剩余|另)")
_COMPARED = re.compile(r"比|较|去年|上年|同期|(?:19|20)\d\d年|由|从|至$|到$")
_OPEN = re.compile(r"等")
# Parts of these kinds can be the same cases twice, or one the follow-up of another: they prove nothing.
_OVERLAP = re.compile(r"涉企|涉及|涉|重点|以上|首次|连续|平均|超过|各类")
_OVERLAP_OF_PEOPLE = re.compile(
    r"女|党员|农民工|老年|残疾|未成年|青少年|退役|退休|低保|困难|少数民族|学历|本科|研究生|硕士|博士|岁|资格|双|高级|获"
)
_ACTS = (
    r"办结|审结|结案|成功|化解|调解|查处|整改|处理|答复|采纳|履行|立案|移送|(?<!行政)处罚(?!案件|事项|决定|类)|罚款(?!类)|纠正|满意|发现|撤案|和解|责令|下达|约谈|关停|查封|没收|追回|挽回|"
    r"培训|覆盖|惠及|参与|参加|接受|印发|发放|解决|反馈|实施|执行|采集|出庭|公布|有效"
)
_FOLLOWS = re.compile(
    rf"^(?:已|均|并|依法|及时|全部|现|按期|按时|逾期)*(?:{_ACTS})|(?:{_ACTS})(?:的|了)?$|^(?:已|均|按期|按时|及时|逾期)"
)
_TWO_SIDES: tuple[tuple[str, ...], ...] = (
    (r"主办", r"协办|会办|分办"),
    (r"直接(?:答复|办理|回复|解答)", r"转办|转派|派单|交办"),
    (r"(?:办|审|已|执)结|结案", r"在办|未结|正在(?:办理|审理)|未(?:办|审)结|尚在"),
    (r"男", r"女"),
    (r"(?<!不)合格", r"不合格"),
    (r"线上|网上", r"线下|窗口|现场"),
)
"""Two sides of one thing: together they are the whole."""
_APART: tuple[tuple[str, ...], ...] = (
    (r"完成", r"正在推进|推进中|未完成|尚未|在推进"),
    (r"(?:一般|普通)程序", r"简易程序|当场"),
    (r"胜诉", r"败诉"),
    (r"一审", r"二审", r"再审"),
    (r"新(?:收|增|受理)|本年(?:受理|新收)?", r"结转|旧存|存量"),
    (r"(?:继续有效|保留)", r"废止|失效", r"修改|修订"),
    (r"维持", r"撤销", r"驳回", r"变更", r"确认违法", r"责令", r"终止"),
    (r"(?<!部分)(?<!不予)公开", r"部分公开", r"不予公开"),
)
"""What excludes one another, though there may be more: together they cannot be more than the whole."""
_SIDES = tuple(
    (tuple(re.compile(side) for side in sides), whole)
    for group, whole in ((_TWO_SIDES, True), (_APART, False))
    for sides in group
)
_FORWARD = 24
_BACK = 8
_SMALL = 20
"""Below this a sum can fit by chance; without a word that ties whole and parts nothing is said."""


def sums(text: str, sentence: Sentence) -> Iterator[Relation]:
    """All wholes with their parts in a sentence."""
    done: set[int] = set()
    for n, count in enumerate(sentence.counts):
        if count.is_share:
            continue
        if _MARK.search(count.gap):
            relation = _marked(text, sentence, n)
        else:
            relation = _unmarked(text, sentence, n) or _closing(text, sentence, n)
        if relation and relation.figures[0] not in done:
            done.add(relation.figures[0])
            yield relation
            yield from _inner(text, sentence, relation)


def _parts(text: str, sentence: Sentence, n: int, limit: int) -> tuple[list[Count], int]:
    """The list that begins with the n-th quantity: members of one unit, up to what begins a new matter.

    Gives also how many of them stand before the first semicolon.
    """
    first = sentence.counts[n]
    parts = [first]
    before_pause = 0
    depth = 0
    for count in sentence.counts[n + 1 : n + 1 + limit]:
        if not before_pause and re.search(r"[；;]", count.gap):
            before_pause = len(parts)
        if re.search(r"其中|分别为", count.gap) and not depth and not re.search(r"[（(]", count.gap):
            # The member before is a whole of its own, unless it goes on in brackets.
            if before_pause and before_pause < len(parts):
                parts.pop()
            break
        opened = len(re.findall(r"[（(]", count.gap))
        closed = len(re.findall(r"[）)]", count.gap))
        if depth == 0 and closed > opened:
            break
        depth = max(0, depth + opened - closed)
        if depth or count.is_share:
            continue
        if _NEW_MATTER.search(count.label) and not _REST.search(count.label):
            break
        if count.kind == first.kind or not count.kind or not first.kind:
            parts.append(count)
    return parts, before_pause or len(parts)


def _wholes(sentence: Sentence, n: int, kind: str) -> list[Count]:
    """What the parts may be parts of, nearest first: in the sentence, else in the one before."""
    found = [c for c in reversed(sentence.counts[max(0, n - _BACK) : n]) if c.kind == kind and not c.is_share]
    if not found and sentence.before and sentence.counts[n].gap.lstrip().startswith("其中"):
        found = [c for c in reversed(sentence.before.counts[-_BACK:]) if c.kind == kind and not c.is_share]
    return found


def _marked(text: str, sentence: Sentence, n: int) -> Relation | None:
    parts, early = _parts(text, sentence, n, _FORWARD)
    kind = next((part.kind for part in parts if part.kind), "")
    wholes = [w for w in _wholes(sentence, n, kind) if w.exact]
    if len(parts) < 2 or not wholes or not all(part.exact for part in parts):
        return None
    # Whatever fits is believed: the list up to the semicolon first, then longer and shorter ones.
    lengths = [
        length for length in dict.fromkeys([early, len(parts), *range(len(parts), 1, -1)]) if length >= 2
    ]
    for whole in wholes:
        for length in lengths:
            if fitting := _fitting(whole, parts[:length]):
                return _relation(text, whole, fitting)
    listed = parts[:early] if early >= 2 else parts
    if _may_be_wrong(text, sentence.counts[n].gap, wholes, listed):
        return _relation(text, wholes[0], _top(listed))
    return None


def _top(parts: Sequence[Count]) -> list[Count]:
    return [parts[n] for n in topmost([part.quantity.value for part in parts])]


def _total(parts: Sequence[Count]) -> Decimal:
    return sum((part.quantity.value for part in parts), Decimal(0))


def _fitting(whole: Count, parts: Sequence[Count]) -> list[Count]:
    """The members that add up to the whole: all, or those that are no parts of others; none if neither fits."""
    for chosen in (list(parts), _top(parts)):
        if len(chosen) > 1 and _total(chosen) == whole.quantity.value:
            return chosen
    return []


def _inner(text: str, sentence: Sentence, outer: Relation) -> Iterator[Relation]:
    """The sums inside the members of a list: “双公示”78条 is 行政许可78 and 行政处罚0条."""
    members = [c for c in sentence.counts if c.index in outer.figures[1:]]
    for member, after in itertools.pairwise(members):
        inside = [
            c for c in sentence.counts if member.index < c.index < after.index and c.kind in {member.kind, ""}
        ]
        if (
            len(inside) > 1
            and not any(c.is_share for c in inside)
            and _total(inside) == member.quantity.value
        ):
            yield _relation(text, member, inside)


def _may_be_wrong(text: str, gap: str, wholes: Sequence[Count], parts: Sequence[Count]) -> bool:
    """Whether the text itself shows that whole and parts do not fit."""
    labels = [part.label for part in parts]
    end = parts[-1].quantity.end
    values = [part.quantity.value for part in parts]
    largest = max(whole.quantity.value for whole in wholes)
    total = _total(_top(parts))
    apart, all_there_is = _apart(labels)
    if apart:
        return all_there_is or total > largest
    if any(_overlaps(part) or _FOLLOWS.search(part.label) for part in parts):
        return False
    if _OPEN.match(text, end) or len(set(labels)) < len(labels) or max(values) > largest:
        return False
    if total > largest:
        return True
    closed = bool(_CLOSED_MARK.search(gap)) or bool(_REST.search(labels[-1]))
    return closed and len(wholes) == 1


def _overlaps(part: Count) -> bool:
    """Whether a part can hold what another part holds too."""
    people = part.kind in {"人", "人次"} and _OVERLAP_OF_PEOPLE.search(part.label)
    return bool(people or _OVERLAP.search(part.label))


def _apart(labels: Sequence[str]) -> tuple[bool, bool]:
    """Whether the labels exclude one another, and whether they are all there can be."""
    for sides, whole in _SIDES:
        hits = [{n for n, side in enumerate(sides) if side.search(label)} for label in labels]
        if (
            2 <= len(labels) <= len(sides)
            and all(len(hit) == 1 for hit in hits)
            and len(set.union(*hits)) == len(labels)
        ):
            return True, whole
    return False, False


def _unmarked(text: str, sentence: Sentence, n: int) -> Relation | None:
    """A whole and, right behind it without a word, its parts."""
    if n == 0:
        return None
    whole = sentence.counts[n - 1]
    if not whole.exact or whole.is_share or not whole.kind:
        return None
    if _COMPARED.search(sentence.counts[n].gap):
        return None
    parts, early = _parts(text, sentence, n, 12)
    parts = parts[:early]
    if len(parts) < 2 or parts[0].kind != whole.kind or not all(p.exact for p in parts):
        return None
    for length in range(len(parts), 1, -1):
        values = [p.quantity.value for p in parts[:length]]
        paired, _ = _apart([p.label for p in parts[:length]])
        strong = whole.quantity.value >= _SMALL and Decimal(0) not in values
        fits = whole.quantity.value == sum(values)
        if fits and (paired or strong or re.search(r"[：:（(]", parts[0].gap)):
            return _relation(text, whole, parts[:length])
    pair = parts[:2]
    apart, all_there_is = _apart([p.label for p in pair])
    if apart and (all_there_is or _total(pair) > whole.quantity.value) and not _chained(sentence, n, whole):
        return _relation(text, whole, pair)
    return None


def _chained(sentence: Sentence, n: int, whole: Count) -> bool:
    """Whether the pair could belong to an earlier quantity instead."""
    earlier = [c for c in sentence.counts[max(0, n - 1 - _BACK) : n - 1] if c.kind == whole.kind]
    return bool(earlier) or bool(re.search(r"结转|存量|历史", "".join(c.gap for c in sentence.counts)))


def _closing(text: str, sentence: Sentence, n: int) -> Relation | None:
    """Parts, then their total: 维持20件，撤销5件，合计25件."""
    total = sentence.counts[n]
    if not total.exact or not _TOTAL.search(total.label):
        return None
    earlier = sentence.counts[max(0, n - _FORWARD) : n]
    parts: list[Count] = []
    for count in reversed(earlier):
        if count.is_share or count.kind != total.kind or not count.exact:
            break
        parts.insert(0, count)
    for length in range(2, len(parts) + 1):
        chosen = parts[-length:]
        fitting = _fitting(total, chosen)
        if fitting and (total.quantity.value >= _SMALL or _SURE_TOTAL.search(total.label)):
            return _relation(text, total, fitting)
    sure = _SURE_TOTAL.search(total.label) and len(parts) >= 2 and len(parts) == n
    if sure and not any(_FOLLOWS.search(p.label) or _overlaps(p) or _TOTAL.search(p.label) for p in parts):
        return _relation(text, total, _top(parts))
    return None


def _relation(text: str, whole: Count, parts: Sequence[Count]) -> Relation:
    computed = _total(parts)
    holds = computed == whole.quantity.value
    added = "＋".join(part.quantity.written for part in parts)
    named = "、".join(part.shown(text) for part in parts[:8])
    stated = whole.quantity.written
    verdict = (
        f"与所列{stated}相符"
        if holds
        else f"与所列{stated}不符，相差{plain(abs(computed - whole.quantity.value))}"
    )
    return Relation(
        RelationKind.SUM,
        (whole.index, *(part.index for part in parts)),
        stated,
        plain(computed),
        holds,
        f"{whole.shown(text)}由{named}组成：{added}＝{plain(computed)}，{verdict}。",
    )
