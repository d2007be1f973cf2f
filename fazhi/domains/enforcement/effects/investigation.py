"""Evidence and records, and what the handlers conclude from them."""

from typing import Any

from django.db.models import Count, Q

from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.models import DiscretionCite, Evidence, PenaltyCase
from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import ZERO
from fazhi.domains.enforcement.rules.guards.proposals import punishes
from fazhi.domains.enforcement.vocabulary import (
    EvidenceFinding,
    EvidenceKind,
    PenaltyKind,
    RecordKind,
    ReviewGround,
)
from fazhi.kernel.acts import Act, FileFact, PersonFact
from fazhi.kernel.errors import Fault, Incomplete
from fazhi.statements import insert


def _names(act: Act, field: str = "officers") -> str:
    return "、".join(p.name for p in act.form.get(field) or [] if isinstance(p, PersonFact))


def _files(act: Act) -> list[str]:
    return [f.digest for f in act.form.get("files") or [] if isinstance(f, FileFact)]


def _keep(row: PenaltyCase, *, is_record: bool = False, **columns: Any) -> None:
    row.evidence_total += 1
    row.evidence_pending += 1
    row.records_count += is_record
    insert([Evidence(matter_id=row.pk, number=row.evidence_total, is_record=is_record, **columns)])


def add_inquiry(row: PenaltyCase, act: Act, do: Any) -> None:
    """The record of an inquiry is evidence: the party's statement, or testimony. Basis: 《行政处罚法》第四十六条第一款"""
    is_party = bool(act.form.get("is_party"))
    _keep(
        row,
        is_record=True,
        kind=(EvidenceKind.STATEMENT if is_party else EvidenceKind.TESTIMONY).value,
        title=f"对{act.form['asked_name']}的询问笔录",
        source=act.form["asked_name"],
        proves=f"{act.form['asked_name']}（{act.form['relation']}）对案件事实的陈述",
        taken_on=act.day,
        taken_by=_names(act),
        files=_files(act),
    )


def add_scene(row: PenaltyCase, act: Act, do: Any) -> None:
    """The record of a scene or an inspection is evidence. Basis: 《行政处罚法》第四十六条第一款第八项"""
    label = RecordKind(act.form["record_kind"]).label
    _keep(
        row,
        is_record=True,
        kind=EvidenceKind.INSPECTION.value,
        title=f"{label}（{act.form['place']}）",
        source=act.form["place"],
        proves=str(act.form["findings"])[:200],
        taken_on=act.day,
        taken_by=_names(act),
        files=_files(act),
    )


def add_evidence(row: PenaltyCase, act: Act, do: Any) -> None:
    """One more piece of evidence, not yet verified."""
    _keep(
        row,
        kind=act.form["kind"],
        title=act.form["title"],
        source=act.form["source"],
        proves=act.form["proves"],
        quantity=act.form.get("quantity") or "",
        taken_on=act.form["taken_on"],
        taken_by=_names(act),
        files=_files(act),
    )


def verify_evidence(row: PenaltyCase, act: Act, do: Any) -> None:
    """Confirm or exclude the pieces named, or all that are still open.

    Basis: 《行政处罚法》第四十六条第二款、第三款
    Raises Incomplete when a number named does not exist.
    """
    rows = Evidence.objects.filter(matter_id=row.pk)
    wanted = _numbers(str(act.form.get("numbers") or ""), row.evidence_total)
    rows = rows.filter(number__in=wanted) if wanted else rows.filter(is_confirmed=False, is_excluded=False)
    confirmed = act.form["finding"] == EvidenceFinding.CONFIRMED
    rows.update(
        is_confirmed=confirmed,
        is_excluded=not confirmed,
        verified_by=act.doer.name,
        verified_note=str(act.form["note"])[:300],
    )
    counts = Evidence.objects.filter(matter_id=row.pk).aggregate(
        confirmed=Count("id", filter=Q(is_confirmed=True)),
        pending=Count("id", filter=Q(is_confirmed=False, is_excluded=False)),
    )
    row.evidence_confirmed, row.evidence_pending = counts["confirmed"], counts["pending"]


def _numbers(text: str, most: int) -> list[int]:
    """Numbers as an officer writes them: 1，2、5-7."""
    found: set[int] = set()
    for part in text.replace("，", ",").replace("、", ",").replace(" ", ",").split(","):
        low, _, high = part.strip().partition("-")
        if not low:
            continue
        if not low.isdigit() or (high and not high.isdigit()):
            raise Incomplete([Fault("numbers", f"“{part}”不是证据序号，请写作 1,2,5-7。")])
        found |= set(range(int(low), int(high or low) + 1))
    if wrong := sorted(n for n in found if not 1 <= n <= most):
        raise Incomplete([Fault("numbers", f"没有第{wrong[0]}号证据，现有{most}份。")])
    return sorted(found)


def order_correction(row: PenaltyCase, act: Act, do: Any) -> None:
    """The order stands in the case's columns; the paper carries it."""
    row.corrected_on = None


def settle_proposal(row: PenaltyCase, act: Act, do: Any) -> None:
    """Only what is chosen is proposed; what is proposed is what the decision starts from.

    A fine that the organ's own catalogue lists is reviewed, whether the officer says so or not.
    """
    if not punishes(act):
        row.proposed_kinds = []
    else:
        row.no_penalty_ground = ""
    chosen = set(row.proposed_kinds)
    for kind, column in (
        (PenaltyKind.FINE, "proposed_fine"),
        (PenaltyKind.CONFISCATE_GAINS, "proposed_gains"),
        (PenaltyKind.CONFISCATE_GOODS, "proposed_goods_value"),
    ):
        if kind.value not in chosen:
            setattr(row, column, sums.money(ZERO))
    if PenaltyKind.FINE.value not in chosen:
        row.benchmark_code = row.benchmark_grade = row.departure_reason = ""
        row.benchmark_base = None
    grounds = [g for g in row.review_grounds if g != ReviewGround.CATALOGUE]
    matter = row.matter
    if row.proposed_fine > 0 and selectors.catalogue_lists(
        row.domain, row.proposed_fine, act.day, region_path=matter.region_path, organ_id=matter.organ_id
    ):
        grounds.append(ReviewGround.CATALOGUE.value)
    row.review_grounds = grounds
    row.kinds, row.fine, row.gains = list(row.proposed_kinds), row.proposed_fine, row.proposed_gains
    row.goods_value, row.months, row.other_penalty = (
        row.proposed_goods_value,
        row.proposed_months,
        row.proposed_other,
    )


def cite_benchmark(row: PenaltyCase, act: Act, do: Any) -> None:
    """Keep the benchmark as it stands today, with the fine measured by it. Basis: 《行政处罚法》第三十四条"""
    found = do.loaded.facts.benchmarks.get(row.benchmark_code)
    fine = row.fine
    if found is None or fine <= 0:
        return
    band = sums.grade_band(found, row.benchmark_grade, row.benchmark_base)
    grade = found.grade(row.benchmark_grade)
    if band is None or grade is None:
        return
    cite = DiscretionCite(
        matter_id=row.pk,
        step=act.key,
        cited_on=act.day,
        code=found.code,
        act=found.act,
        grade=grade.title,
        low=band.low,
        high=band.high,
        fine=fine,
        departure_reason=row.departure_reason,
    )
    insert([cite])
