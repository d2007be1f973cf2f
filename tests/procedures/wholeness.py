"""What must hold after anything whatever has happened: rows, events, counts and numbers tell one story."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count

from fazhi.archive import services as archive
from fazhi.archive.models import Enclosure
from fazhi.ledger.models import Event
from fazhi.ledger.services.verify import verify
from fazhi.papers.models import Paper, Series
from fazhi.people.models import Organ
from fazhi.procedures import replay
from fazhi.procedures.engine.step import FAR
from fazhi.procedures.models import Assignment, ClockEntry, ClockRow, Matter, SignRequest, Tally


def breaches(only: Iterable[Any] | None = None) -> list[str]:
    """Everything that does not fit, in words; with `only` no more is asked than what can be asked of these matters."""
    matters = list(Matter.objects.all() if only is None else Matter.objects.filter(pk__in=list(only)))
    found = [said for matter in matters for said in _of(matter)]
    if only is not None:
        return found
    found += [*_tallies(), *_numbers(), *_orphans()]
    fault = verify()
    return [*found, fault.sentence] if fault else found


def _of(matter: Matter) -> Iterator[str]:
    events = Event.objects.filter(matter_id=matter.pk)
    if events.count() != matter.seq:
        yield f"{matter.pk}：记录数{matter.seq}，账本有{events.count()}条"
    yield from map(str, replay.differences(matter))
    later = [
        *ClockEntry.objects.filter(clock__matter=matter, event_seq__gt=matter.seq),
        *Paper.objects.filter(matter_id=matter.pk, event_seq__gt=matter.seq),
        *Enclosure.objects.filter(matter_id=matter.pk, event_seq__gt=matter.seq),
    ]
    yield from (f"{matter.pk}：{type(row).__name__} 属于还没有的第{row.event_seq}条" for row in later)
    asked = SignRequest.objects.filter(matter=matter, signed_at__isnull=True).count()
    if asked != matter.trail.get("signers", 0):
        yield f"{matter.pk}：会签{asked}，记为{matter.trail.get('signers', 0)}"
    if matter.children.count() != matter.trail.get("children", 0):
        yield f"{matter.pk}：子事项{matter.children.count()}，记为{matter.trail.get('children', 0)}"
    for enclosure in Enclosure.objects.filter(matter_id=matter.pk):
        archive.read(enclosure.blob_id)


def _tallies() -> Iterator[str]:
    counted = Counter(
        (m.organ_id, m.procedure, m.due_on or FAR, m.near_on or FAR)
        for m in Matter.objects.filter(is_open=True)
    )
    kept = {(t.organ_id, t.procedure, t.due_on, t.near_on): t.count for t in Tally.objects.exclude(count=0)}
    if counted != kept:
        yield f"统计{kept}，重新数为{dict(counted)}"


def _numbers() -> Iterator[str]:
    matters = dict(Matter.objects.values_list("pk", "organ_id"))
    given = {(m.organ_id, m.number) for m in Matter.objects.exclude(number="")}
    given |= {(matters.get(p.matter_id), p.number) for p in Paper.objects.exclude(number="")}
    used = Counter((organ, number.split("〕")[0]) for organ, number in given)
    words = dict(Organ.objects.values_list("pk", "doc_word"))
    for series in Series.objects.all():
        head = f"{words[series.organ_id]}{series.kind}〔{series.year}"
        if used[series.organ_id, head] != series.last:
            yield f"{head}〕编到{series.last}号，用了{used[series.organ_id, head]}个"


def _orphans() -> Iterator[str]:
    known = Matter.objects.values("pk")
    for said, rows in (
        ("账本", Event.objects.exclude(matter_id__in=known)),
        ("承办关系", Assignment.objects.exclude(matter_id__in=known)),
        ("期限", ClockRow.objects.annotate(n=Count("entries")).filter(n=0)),
    ):
        if rows.exists():
            yield f"{said}有不属于任何事项或者没有来历的行：{rows.first()}"
