"""Where a case goes next when the law, not the officer, chooses. Each returns the key of a stage."""

from decimal import Decimal

from fazhi.domains.enforcement.rules.facts import CourtFacts, PenaltyFacts, SimpleFacts
from fazhi.domains.enforcement.rules.guards.performance import MONEY, owed_fine, pay_day
from fazhi.domains.enforcement.vocabulary import Conclusion, CourtRuling, PaymentFor, PenaltyKind
from fazhi.kernel.acts import Act


def after_conclusion(facts: PenaltyFacts, act: Act) -> str:
    """By the proposal of the handlers.

    Basis: 《行政处罚法》第五十七条第一款
    """
    match Conclusion(act.form["conclusion"]):
        case Conclusion.PUNISH:
            return "review"
        case Conclusion.TRANSFER:
            return "transferring"
        case Conclusion.DROP:
            return "dropping"
        case _:
            return "no_penalty"


def after_defence(facts: PenaltyFacts, act: Act) -> str:
    """To the hearing when it was asked for and is owed, else on.

    Basis: 《行政处罚法》第六十三条第一款
    """
    child = act.matter.child("enforcement.hearing")
    asked = facts.hearing_asked_on is not None and not facts.hearing_waived
    return "hearing" if asked and (child is None or not child.outcome) else "review_after"


def after_payment(facts: PenaltyFacts, act: Act) -> str:
    """To closing when nothing is owed any more, else the case stays where performance is awaited.

    A fine that is paid late leaves the surcharge to be paid; whoever does not claim it says why on closing.

    Basis: 《行政处罚法》第六十六条第一款、第七十二条第一款第一项
    """
    amount = Decimal(act.form.get("amount") or 0)
    owed, surcharge = owed_fine(facts), facts.surcharge_due - facts.paid_surcharge
    if PaymentFor(act.form.get("paid_for") or PaymentFor.FINE) is PaymentFor.SURCHARGE:
        surcharge -= amount
    else:
        owed -= amount
        last, paid_on = pay_day(facts), act.form.get("paid_on")
        if facts.surcharge_told and last and paid_on and paid_on > last:
            return "stay"
    return "stay" if owed > 0 or surcharge > 0 or _other_duties(facts) else "closing"


def after_performance(facts: PenaltyFacts, act: Act) -> str:
    """To closing when the money, surcharge included, is paid too.

    Basis: 《行政处罚法》第六十六条第一款
    """
    return "stay" if owed_fine(facts) > 0 or facts.surcharge_due > facts.paid_surcharge else "closing"


def _other_duties(facts: PenaltyFacts) -> bool:
    rest = facts.decided.kinds - MONEY - {PenaltyKind.WARNING, PenaltyKind.CENSURE}
    return bool(rest) and not facts.other_duties_done


def after_summary(facts: SimpleFacts, act: Act) -> str:
    """To payment when there is a fine, else to report.

    Basis: 《行政处罚法》第五十二条、第五十三条
    """
    return "paying" if Decimal(act.form.get("fine") or 0) > 0 else "reporting"


def after_ruling(facts: CourtFacts, act: Act) -> str:
    """To execution when the court allows it, else to where an objection may be made.

    Basis: 《行政强制法》第五十七条、第五十八条
    """
    return "executing" if CourtRuling(act.form["ruling"]) is CourtRuling.ALLOWED else "refused"
