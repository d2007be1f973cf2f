"""Registration of evidence, transfer to the police, application to the court, and penalties on the spot."""

from typing import Any

from fazhi.domains.enforcement.effects.filing import write_opinion
from fazhi.domains.enforcement.effects.parties import keep_party
from fazhi.domains.enforcement.effects.performing import keep_slip
from fazhi.domains.enforcement.models import (
    CourtApplication,
    CrimeTransfer,
    Decision,
    Opinion,
    Preservation,
    SimplePenalty,
)
from fazhi.domains.enforcement.rules.facts import ZERO
from fazhi.domains.enforcement.rules.guards.officers import named_in
from fazhi.domains.enforcement.vocabulary import (
    DecisionKind,
    OpinionRank,
    PaymentFor,
    PenaltyKind,
    PoliceAnswer,
)
from fazhi.kernel.acts import Act


def _hand_to_handler(act: Act, do: Any, role: str) -> None:
    for person in act.matter.roles.get("parent.handler", ())[:1]:
        do.assign(role, person)


# 先行登记保存


def ask_preservation(row: Preservation, act: Act, do: Any) -> None:
    """Asked for today by the handler of the case."""
    row.asked_on = act.day
    _hand_to_handler(act, do, "keeper")


def approve_preservation(row: Preservation, act: Act, do: Any) -> None:
    """Approved by the head. Basis: 《行政处罚法》第五十六条（经行政机关负责人批准）"""
    row.approved_on = act.day
    Opinion.objects.create(
        matter_id=row.pk,
        about="preservation",
        rank=OpinionRank.HANDLER.value,
        text=row.reason,
        name="承办人",
        on=row.asked_on or act.day,
    )
    write_opinion(row.pk, "preservation", OpinionRank.HEAD, act)


def register_things(row: Preservation, act: Act, do: Any) -> None:
    """Registered today; the seven working days run from it."""
    row.registered_on = act.day


def dispose_things(row: Preservation, act: Act, do: Any) -> None:
    """Disposed of today."""
    row.disposed_on = act.day


# 移送涉嫌犯罪案件


def begin_transfer(row: CrimeTransfer, act: Act, do: Any) -> None:
    """The handler of the case prepares the report."""
    _hand_to_handler(act, do, "handler")


def report_transfer(row: CrimeTransfer, act: Act, do: Any) -> None:
    """The team and the day from which the head's three days run."""
    row.team = [str(person) for person in named_in(act, "team")]
    row.reported_on = act.day


def approve_transfer(row: CrimeTransfer, act: Act, do: Any) -> None:
    """Approved at this hour; twenty-four hours remain. Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第五条第二款"""
    row.approved_at, row.approved_by_name = act.at, act.doer.name


def send_transfer(row: CrimeTransfer, act: Act, do: Any) -> None:
    """Handed to the police at this hour."""
    row.sent_at = act.at


def police_filed(row: CrimeTransfer, act: Act, do: Any) -> None:
    """The police have filed the case."""
    row.answer = PoliceAnswer.FILED.value


def police_declined(row: CrimeTransfer, act: Act, do: Any) -> None:
    """The police have not filed the case."""
    row.answer = PoliceAnswer.NOT_FILED.value


def object_to_police(row: CrimeTransfer, act: Act, do: Any) -> None:
    """Reconsideration or supervision asked for."""
    row.objected_on = act.day


def hand_over_goods(row: CrimeTransfer, act: Act, do: Any) -> None:
    """Goods and materials handed over."""
    row.handed_over_on = act.day


# 申请人民法院强制执行


def begin_application(row: CourtApplication, act: Act, do: Any) -> None:
    """The handler of the case prepares the application."""
    _hand_to_handler(act, do, "handler")


def sign_application(row: CourtApplication, act: Act, do: Any) -> None:
    """Signed by the head. Basis: 《行政强制法》第五十五条第二款"""
    row.head_name, row.head_signed_on = act.doer.name, act.day


# 简易程序


def decide_on_the_spot(row: SimplePenalty, act: Act, do: Any) -> None:
    """Decided on the spot by the officers named. Basis: 《行政处罚法》第五十一条、第五十二条"""
    keep_party(row, act)
    row.decided_on, row.decided_by = act.day, act.doer.person_id
    if PenaltyKind.FINE.value not in row.kinds:
        row.fine = ZERO
    do.name(row.party_name, row.cause)
    for person in named_in(act, "officers").values():
        do.assign("handler" if person.id == act.doer.person_id else "helper", person)
    Decision.objects.create(
        matter_id=row.pk,
        kind=DecisionKind.SUMMARY.value,
        identity=row.party_identity,
        domain=row.domain,
        cause=row.cause,
        act_on=act.day,
        kinds=row.kinds,
        fine=row.fine,
        decided_on=act.day,
        decided_by_name=act.doer.name,
    )


def collect_fine(row: SimplePenalty, act: Act, do: Any) -> None:
    """Collected on the spot; on water the two working days run from landing. Basis: 《行政处罚法》第七十一条"""
    row.collected_on = act.day
    row.hand_in_from = row.landed_on or act.day
    row.paid = row.fine


def take_hand_in(row: SimplePenalty, act: Act, do: Any) -> None:
    """Handed in to the organ."""
    row.handed_in_on = act.day


def pay_into_bank(row: SimplePenalty, act: Act, do: Any) -> None:
    """Paid into the bank by the organ. Basis: 《行政处罚法》第七十一条"""
    row.banked_on = act.day
    keep_slip(row.pk, act, paid_for=PaymentFor.FINE, amount=row.fine, payer=row.party_name, paid_on=act.day)


def record_simple_payment(row: SimplePenalty, act: Act, do: Any) -> None:
    """The whole fine by one slip."""
    keep_slip(
        row.pk,
        act,
        paid_for=PaymentFor.FINE,
        amount=row.fine - row.paid,
        payer=act.form["payer"],
        paid_on=act.form["paid_on"],
    )
    row.paid = row.fine


def report_decision(row: SimplePenalty, act: Act, do: Any) -> None:
    """Reported to the organ. Basis: 《行政处罚法》第五十二条第三款（应当报所属行政机关备案）"""
    row.reported_on = act.day
