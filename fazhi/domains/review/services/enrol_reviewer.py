"""Putting a person on the roll of reviewers."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from fazhi.domains.review.errors import UnableToEnrol
from fazhi.domains.review.models import Reviewer


def enrol_reviewer(person_id: UUID, *, since: date, proof: str, at: datetime) -> Reviewer:
    """Record from which day a person has been reviewing, by which document.

    Raises UnableToEnrol for a day in the future, without proof, or when he is on the roll already.
    Basis: 《行政处罚法》第五十八条第二款（初次从事行政处罚决定法制审核的人员，应当取得法律职业资格）
    """
    basis = "《行政处罚法》第五十八条第二款"
    if since > timezone.localdate(at):
        raise UnableToEnrol("开始从事法制审核的日期不能晚于今天。", basis)
    if not proof.strip():
        raise UnableToEnrol("请写明任职文件等证明材料。", basis)
    row, made = Reviewer.objects.get_or_create(
        person_id=person_id, defaults={"since": since, "proof": proof.strip()[:200]}
    )
    if not made:
        raise UnableToEnrol(f"该人员自{row.since}起已在名录中。", basis)
    return row
