"""Questions about enforcement. Every list starts in `permissions`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db.models import QuerySet

from fazhi.domains.enforcement.models import (
    Decision,
    DiscretionCite,
    Evidence,
    Instalment,
    Opinion,
    OtherParty,
    Payment,
)
from fazhi.domains.enforcement.rules.facts import Benchmark, Grade, PriorDecision
from fazhi.domains.enforcement.vocabulary import DecisionState, FineUnit, GradeKey, Weight
from fazhi.kernel.words import Word
from fazhi.papers import selectors as papers

BENCHMARKS = Path(__file__).with_name("data") / "benchmarks.yaml"
MOST_PRIORS = 10


@cache
def all_benchmarks() -> tuple[Benchmark, ...]:
    """Every benchmark of the sample file, whenever in force."""
    rows = yaml.safe_load(BENCHMARKS.read_text(encoding="utf-8"))
    return tuple(_benchmark(row) for row in rows)


def _benchmark(row: Mapping[str, Any]) -> Benchmark:
    low, high = map(Decimal, row["law"])
    return Benchmark(
        code=row["code"],
        domain=row["domain"],
        act=row["act"],
        basis=row["basis"],
        unit=FineUnit(row["unit"]),
        low=low,
        high=high,
        base=row.get("base", ""),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        grades=tuple(
            Grade(
                key=g["key"],
                title=GradeKey(g["key"]).label,
                low=Decimal(g["range"][0]),
                high=Decimal(g["range"][1]),
                weight=Weight(g["weight"]),
                when=g["when"],
            )
            for g in row["grades"]
        ),
    )


def benchmarks(domain: str, on: date) -> Mapping[str, Benchmark]:
    """Benchmarks in force on the day for a field of enforcement, by code."""
    return {
        row.code: row
        for row in all_benchmarks()
        if row.domain == domain
        and (row.valid_from is None or row.valid_from <= on)
        and (row.valid_to is None or on <= row.valid_to)
    }


def prior_decisions(identity: str, cause: str, *, but: UUID | None) -> tuple[PriorDecision, ...]:
    """Decisions that stand against the same party for the same cause, newest first, by any organ; one query.

    Basis: 《行政处罚法》第二十九条
    """
    if not identity:
        return ()
    found = (
        Decision.objects.filter(identity=identity, cause=cause, state=DecisionState.STANDS)
        .select_related("matter__organ")
        .order_by("-decided_on")
    )
    rows = found if but is None else found.exclude(matter_id=but)
    return tuple(
        PriorDecision(row.matter.number, row.matter.organ.name, row.decided_on, row.fine, row.act_on)
        for row in rows[:MOST_PRIORS]
    )


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


def cites_of(matter_id: UUID) -> QuerySet[DiscretionCite]:
    """Benchmarks cited in a case, latest first."""
    return DiscretionCite.objects.filter(matter_id=matter_id).order_by("-id")


def opinions_on(matter_id: UUID, about: str) -> dict[str, Opinion]:
    """The latest opinion of each rank on one approval; one query."""
    return {row.rank: row for row in Opinion.objects.filter(matter_id=matter_id, about=about)}


def paper_number(matter_id: UUID, key: str) -> str:
    """The number of the latest paper of that kind; empty when there is none."""
    found = papers.current(matter_id, key)
    return found.number if found else ""


def benchmark_codes() -> type[Word]:
    """The codes of all benchmarks as a vocabulary, for the choice in a form."""
    rows = {row.code.replace("-", "_"): (row.code, f"{row.code} {row.act}") for row in all_benchmarks()}
    made: type[Word] = Word("BenchmarkCode", rows)  # type: ignore[arg-type,assignment]
    return made
