"""Paying and performing, and what is done when nothing is paid."""

from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.domains.enforcement import selectors
from fazhi.domains.enforcement.models import CourtApplication, Instalment, Payment, PenaltyCase
from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import ZERO
from fazhi.domains.enforcement.vocabulary import Challenge, DeferralKind, PaymentFor
from fazhi.kernel import periods
from fazhi.kernel.acts import Act
from fazhi.kernel.errors import Fault, Incomplete

PAID_INTO = {
    PaymentFor.FINE: "paid_fine",
    PaymentFor.GAINS: "paid_gains",
    PaymentFor.SURCHARGE: "paid_surcharge",
}


def keep_slip(
    matter_id: Any, act: Act, *, paid_for: PaymentFor, amount: Any, payer: str, paid_on: date
) -> None:
    """Keep one bank slip. Raises Incomplete when that slip has already been recorded, in whatever case.

    Basis: 《罚款决定与罚款收缴分离实施办法》第十条（将缴纳罚款的数额、时间等情况书面告知作出行政处罚决定的行政机关）
    """
    bank, slip_no = str(act.form["bank"]), str(act.form["slip_no"])
    if Payment.objects.filter(bank=bank, slip_no=slip_no).exists():
        raise Incomplete([Fault("slip_no", f"{bank}的缴款凭证{slip_no}已经登记过，请核对。")])
    Payment.objects.create(
        matter_id=matter_id,
        paid_for=paid_for.value,
        bank=bank,
        slip_no=slip_no,
        payer=payer,
        amount=amount,
        paid_on=paid_on,
        recorded_by=act.doer.person_id,
        recorded_by_name=act.doer.name,
    )


def record_payment(row: PenaltyCase, act: Act, do: Any) -> None:
    """One slip; the case's own sums follow in the same transaction.

    What a late payment of the fine has grown until its day is settled then. Basis: 《行政处罚法》第七十二条第一款第一项
    """
    paid_for = PaymentFor(act.form["paid_for"])
    if paid_for is PaymentFor.FINE:
        row.surcharge_due = surcharge_until(row, act, act.form["paid_on"])
    keep_slip(
        row.pk,
        act,
        paid_for=paid_for,
        amount=act.form["amount"],
        payer=act.form["payer"],
        paid_on=act.form["paid_on"],
    )
    column = PAID_INTO[paid_for]
    setattr(row, column, getattr(row, column) + act.form["amount"])


def surcharge_until(row: PenaltyCase, act: Act, day: date) -> Decimal:
    """The whole surcharge grown by the end of that day, paid part included. In yuan.

    Basis: 《行政处罚法》第七十二条第一款第一项、第七十三条第三款
    """
    last = row.deferred_until or row.pay_by
    if not row.surcharge_told or last is None or day <= last:
        return ZERO
    stopped = [sums.Span(row.challenged_on, row.challenge_ended_on)] if row.challenged_on else []
    slips = selectors.payments_of(row.pk).filter(paid_for=PaymentFor.FINE)
    grown = sums.surcharge(
        row.fine,
        last,
        day,
        rate=act.terms.amount("payment.surcharge_rate", act.day),
        cap=act.terms.amount("payment.surcharge_cap", act.day),
        stopped=stopped,
        paid=[(slip.paid_on, slip.amount) for slip in slips],
    )
    return grown.owed


def record_performance(row: PenaltyCase, act: Act, do: Any) -> None:
    """What is not money has been performed."""
    row.other_duties_done = True


def grant_deferral(row: PenaltyCase, act: Act, do: Any) -> None:
    """Payment is put off or parted; the time to ask the court counts from the end of it.

    Basis: 《行政处罚法》第六十六条第二款、第七十二条第二款
    """
    until = act.form["deferred_until"]
    Instalment.objects.filter(matter_id=row.pk).delete()
    if act.form["deferral_kind"] == DeferralKind.INSTALMENTS:
        owed = max(ZERO, row.fine - row.paid_fine)
        parts = sums.instalments(owed, int(act.form["instalment_count"]), until, act.day)
        Instalment.objects.bulk_create(
            Instalment(matter_id=row.pk, number=n, due_on=part.due_on, amount=part.amount)
            for n, part in enumerate(parts, 1)
        )
    days = [day for day in (row.suit_until, until) if day]
    row.court_from = max(days)


def payment_lapsed(row: PenaltyCase, act: Act, do: Any) -> None:
    """The handler is told that the days for payment are over. Basis: 《行政处罚法》第七十二条第一款"""
    for person in act.matter.roles.get("handler", ())[:1]:
        do.tell_person(person, f"{row.party_name}缴款期限届满", "尚未缴清的，可以依法加处罚款并催告")


def demand_performance(row: PenaltyCase, act: Act, do: Any) -> None:
    """The party is called upon. Basis: 《行政强制法》第五十四条"""
    row.demanded_on, row.demand_served_on = act.day, None


def end_challenge(row: PenaltyCase, act: Act, do: Any) -> None:
    """Reconsideration or suit has ended. After a reconsideration fifteen days remain to sue.

    Basis: 《行政诉讼法》第四十五条（可以在收到复议决定书之日起十五日内向人民法院提起诉讼）
    """
    ended = act.form["challenge_ended_on"]
    if row.challenge == Challenge.RECONSIDERATION:
        term = act.terms.term("remedy.suit_after_review", act.day)
        row.suit_until = periods.due(ended, term.length, term.unit, act.calendar, roll=term.roll).due
    row.challenge = Challenge.ENDED.value
    days = [day for day in (row.suit_until, row.deferred_until) if day]
    row.court_from = max(days) if days else None


def take_court(row: PenaltyCase, act: Act, do: Any) -> None:
    """The court has ended: what it enforced counts as performed. Basis: 《行政强制法》第五十七条"""
    child = act.matter.child("enforcement.court")
    if child is None or child.outcome != "enforced":
        return
    application = CourtApplication.objects.get(pk=child.id)
    row.paid_fine, row.paid_gains = row.fine, row.gains
    row.other_duties_done = True
    row.performance_note = f"人民法院强制执行：{application.execution_note}"
