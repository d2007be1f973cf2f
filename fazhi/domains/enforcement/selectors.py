"""Questions about enforcement. Every list starts in `permissions`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from fazhi.domains.enforcement.models import (
    Decision,
    Evidence,
    Instalment,
    Opinion,
    OtherParty,
    Payment,
)
from fazhi.domains.enforcement.rules.facts import Benchmark, Grade, PriorDecision
from fazhi.domains.enforcement.vocabulary import DecisionState, EnforcementDomain, FineUnit, Weight
from fazhi.kernel.words import Word
from fazhi.papers import selectors as papers
from fazhi.papers.models import Paper
from fazhi.registers import selectors as registers
from fazhi.registers.models import Entry
from fazhi.registers.vocabulary import EntryStatus
from fazhi.statements import Fixed

BENCHMARKS = Path(__file__).with_name("data") / "benchmarks.yaml"
"""Sample benchmarks, marked as such; the registers load them for demonstration."""
BENCHMARK_KIND = "discretion_benchmark"
CATALOGUE_KIND = "legality_review_catalogue"
DECISION_PAPERS = ("decision", "simple_decision")
MOST_PRIORS = 10
_UNITS = {"yuan": FineUnit.YUAN, "multiple": FineUnit.TIMES, "percent": FineUnit.TIMES}
_HUNDRED = Decimal(100)


def benchmarks(
    domain: str, on: date, *, region_path: str, organ_id: UUID | None = None
) -> Mapping[str, Benchmark]:
    """Published benchmarks in force on the day for an organ in a field of enforcement, by code; one query.

    Basis: 《行政处罚法》第三十四条（行政处罚裁量基准应当向社会公布）: what is not published does not bind
    """
    words = {domain, EnforcementDomain(domain).label}
    rows = registers.entries_for(BENCHMARK_KIND, on, region_path=region_path, organ_id=organ_id)
    return {
        code: _benchmark(row) for code, row in rows.items() if row.published and row.data["domain"] in words
    }


def _benchmark(row: Entry) -> Benchmark:
    data = row.data
    grades = data["grades"]
    scale = _HUNDRED if grades[0]["kind"] == "percent" else Decimal(1)
    found = tuple(
        Grade(
            key=g["key"],
            title=g["label"],
            low=Decimal(g["min"]) / scale,
            high=Decimal(g["max"]) / scale,
            weight=Weight(g.get("weight") or Weight.ORDINARY),
            when=g["condition"],
        )
        for g in grades
    )
    # Where the register does not tell what the law allows, the whole of the grades is taken for it.
    low = Decimal(data["law_min"]) / scale if "law_min" in data else min(g.low for g in found)
    high = Decimal(data["law_max"]) / scale if "law_max" in data else max(g.high for g in found)
    return Benchmark(
        code=row.code,
        domain=data["domain"],
        act=data["act"],
        basis=data["law_basis"],
        unit=_UNITS[grades[0]["kind"]],
        low=low,
        high=high,
        grades=found,
        base=data.get("base", ""),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def catalogue_lists(domain: str, fine: Decimal, on: date, *, region_path: str, organ_id: UUID) -> bool:
    """Whether the organ's published catalogue of reviewed decisions lists a fine of that size in that field; one query.

    Entries without an amount say their condition in words: those are for the officer to judge.
    Basis: 国办发〔2018〕118号（重大执法决定法制审核目录清单；未核对原文）
    """
    words = {domain, EnforcementDomain(domain).label}
    rows = registers.entries_for(CATALOGUE_KIND, on, region_path=region_path, organ_id=organ_id)
    return any(
        row.data["domain"] in words
        and "处罚" in row.data["decision"]
        and "threshold" in row.data
        and fine >= Decimal(row.data["threshold"])
        for row in rows.values()
    )


def prior_decisions(identity: str, cause: str, *, but: UUID | None) -> tuple[PriorDecision, ...]:
    """Decisions that stand against the same party for the same cause, newest first, by any organ; one query.

    Basis: 《行政处罚法》第二十九条
    """
    if not identity:
        return ()
    return tuple(
        PriorDecision(
            row.paper_number or row.matter.number,  # type: ignore[attr-defined]
            row.matter.organ.name,
            row.decided_on,
            row.fine,
            row.act_on,
        )
        for row in _PRIORS(identity=identity, cause=cause, but=but)
    )


def _priors(*, identity: str, cause: str, but: UUID | None) -> QuerySet[Decision]:
    found = (
        Decision.objects.filter(identity=identity, cause=cause, state=DecisionState.STANDS)
        .select_related("matter__organ")
        .annotate(paper_number=Subquery(_number_of_decision()))
        .order_by("-decided_on")
    )
    return (found if but is None else found.exclude(matter_id=but))[:MOST_PRIORS]


_PRIORS: Fixed[Decision] = Fixed(_priors)


def _number_of_decision() -> QuerySet[Paper, str]:
    """The number of the matter's latest paper by which a penalty was decided."""
    made = Paper.objects.filter(matter_id=OuterRef("matter_id"), key__in=DECISION_PAPERS)
    return made.order_by("-event_seq").values_list("number", flat=True)[:1]


def evidence_of(matter_id: UUID) -> QuerySet[Evidence]:
    """Evidence of a case by number."""
    return Evidence.objects.filter(matter_id=matter_id)


def payments_of(matter_id: UUID) -> QuerySet[Payment]:
    """Bank slips of a case in order of payment."""
    return Payment.objects.filter(matter_id=matter_id)


def instalments_of(matter_id: UUID) -> QuerySet[Instalment]:
    """Parts of a fine that may be paid in parts."""
    return Instalment.objects.filter(matter_id=matter_id)


def decisions_of(matter_id: UUID) -> QuerySet[Decision]:
    """Decisions of a case, latest first, annulled ones too."""
    return Decision.objects.filter(matter_id=matter_id).order_by("-decided_on", "-id")


def others_in(matter_id: UUID) -> QuerySet[OtherParty]:
    """Third parties, agents, witnesses and others of a case."""
    return OtherParty.objects.filter(matter_id=matter_id)


_OPINIONS: Fixed[Opinion] = Fixed(
    lambda *, matter_id, about: Opinion.objects.filter(matter_id=matter_id, about=about)
)


def opinions_on(matter_id: UUID, about: str) -> dict[str, Opinion]:
    """The latest opinion of each rank on one approval; one query."""
    return {row.rank: row for row in _OPINIONS(matter_id=matter_id, about=about)}


def paper_number(matter_id: UUID, key: str) -> str:
    """The number of the latest paper of that kind; empty when there is none."""
    found = papers.current(matter_id, key)
    return found.number if found else ""


_CODES: Fixed[tuple[str, str]] = Fixed(
    lambda: (
        Entry.objects.filter(register__kind=BENCHMARK_KIND, status=EntryStatus.IN_FORCE)
        .order_by("code")
        .values_list("code", "title")
        .distinct()
    )
)


class _FromRegister(type(Word)):  # type: ignore[misc]  # the class of a class: its choices are asked anew each time
    @property
    def choices(cls) -> list[tuple[str, str]]:
        """Code and name of every benchmark in force, of whatever region; one query."""
        return [(code, f"{code} {title}") for code, title in _CODES()]


class BenchmarkCode(Word, metaclass=_FromRegister):
    """The codes of the benchmarks, as the registers hold them now. Whether one holds for a case, its rules say."""
