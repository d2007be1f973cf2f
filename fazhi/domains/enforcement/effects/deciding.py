"""Telling, hearing, discussing and deciding; annulling what was decided."""

from typing import Any

from fazhi.domains.enforcement.effects.children import publications_changed
from fazhi.domains.enforcement.effects.filing import write_opinion
from fazhi.domains.enforcement.models import Decision, PenaltyCase
from fazhi.domains.enforcement.rules.facts import ZERO
from fazhi.domains.enforcement.vocabulary import (
    Challenge,
    DecisionKind,
    DecisionState,
    Ending,
    OpinionRank,
    PenaltyKind,
)
from fazhi.kernel.acts import Act


def notify_party(row: PenaltyCase, act: Act, do: Any) -> None:
    """A new notice: what the party said to an earlier one no longer settles anything.

    Basis: 《行政处罚法》第四十四条
    """
    row.notified_on = act.day
    row.notice_served_on = row.hearing_told_on = row.defence_on = row.hearing_asked_on = row.heard_on = None
    row.defence_text = row.defence_reply = row.defence_result = ""
    row.defence_waived = row.hearing_waived = False
    row.discussed_on = None


def take_defence(row: PenaltyCase, act: Act, do: Any) -> None:
    """The party has spoken; the reply is now owed. Basis: 《行政处罚法》第四十五条第一款"""
    row.defence_on = act.day
    row.defence_reply = row.defence_result = ""
    row.defence_waived = False


def reply_defence(row: PenaltyCase, act: Act, do: Any) -> None:
    """Nothing beyond the columns of the form; the review of a defence opens no other right."""


def waive_defence(row: PenaltyCase, act: Act, do: Any) -> None:
    """The party expressly waives statement and defence. Basis: 《行政处罚法》第六十二条"""
    row.defence_waived = True


def ask_hearing(row: PenaltyCase, act: Act, do: Any) -> None:
    """The party asks for a hearing. Basis: 《行政处罚法》第六十四条第一项"""
    row.hearing_asked_on, row.hearing_waived = act.day, False


def waive_hearing(row: PenaltyCase, act: Act, do: Any) -> None:
    """The party expressly waives a hearing."""
    row.hearing_waived = True


def take_discussion(row: PenaltyCase, act: Act, do: Any) -> None:
    """The heads have discussed the case. Basis: 《行政处罚法》第五十七条第二款"""
    row.discussed_on = act.day


def decide_penalty(row: PenaltyCase, act: Act, do: Any) -> None:
    """The decision of today, kept also in the row by which later cases find it."""
    chosen = set(row.kinds)
    if PenaltyKind.FINE.value not in chosen:
        row.fine, row.surcharge_told = ZERO, False
    if PenaltyKind.CONFISCATE_GAINS.value not in chosen:
        row.gains = ZERO
    if PenaltyKind.CONFISCATE_GOODS.value not in chosen:
        row.goods_value = ZERO
    _decide(row, act, DecisionKind.PENALTY)


def decide_no_penalty(row: PenaltyCase, act: Act, do: Any) -> None:
    """No penalty is given. Basis: 《行政处罚法》第三十三条、第五十七条第一款"""
    row.kinds, row.fine, row.gains, row.goods_value, row.months = [], ZERO, ZERO, ZERO, 0
    row.other_penalty, row.surcharge_told = "", False
    _decide(row, act, DecisionKind.NO_PENALTY)


def _decide(row: PenaltyCase, act: Act, kind: DecisionKind) -> None:
    row.decision_kind = kind.value
    row.decided_on, row.decided_by = act.day, act.doer.person_id
    row.decision_state = DecisionState.STANDS.value
    row.decision_served_on = row.pay_from = row.pay_by = row.suit_until = row.court_from = None
    Decision.objects.create(
        matter_id=row.pk,
        kind=kind.value,
        identity=row.party_identity,
        domain=row.domain,
        cause=row.cause,
        act_on=row.act_from,
        kinds=row.kinds,
        fine=row.fine,
        gains=row.gains,
        decided_on=act.day,
        decided_by_name=act.doer.name,
    )


def annul_decision(row: PenaltyCase, act: Act, do: Any) -> None:
    """The decision no longer stands; what was paid is to be given back as the form says.

    Basis: 《行政处罚法》第七十五条第二款（发现有错误的，应当主动改正）、第四十八条第二款
    """
    row.decision_state = DecisionState.ANNULLED.value
    row.changed_on = act.day
    Decision.objects.filter(matter_id=row.pk, state=DecisionState.STANDS).update(
        state=DecisionState.ANNULLED, ended_on=act.day, ended_why=row.change_reason[:300]
    )
    publications_changed(act, on=act.day, note=act.form["annul_basis"])


def start_again(row: PenaltyCase, act: Act, do: Any) -> None:
    """The case is taken up anew: nothing of the annulled decision is carried over but the record.

    Basis: 《行政处罚法》第七十五条第二款
    """
    row.decided_on = row.decided_by = None
    row.decision_state = row.decision_kind = ""
    row.decision_served_on = row.pay_from = row.pay_by = row.deferred_until = None
    row.suit_until = row.court_from = row.demanded_on = row.demand_served_on = None
    row.paid_fine = row.paid_gains = row.paid_surcharge = row.surcharge_due = ZERO
    row.surcharge_note = ""
    row.other_duties_done, row.challenge, row.deferral_kind = False, Challenge.NONE.value, ""
    row.ending = row.closed_reason = ""


def drop_case(row: PenaltyCase, act: Act, do: Any) -> None:
    """The case is withdrawn."""
    row.ending = Ending.DROPPED.value
    row.closed_reason = act.form["drop_reason"]
    write_opinion(row.pk, "dropping", OpinionRank.HEAD, act)


def close_case(row: PenaltyCase, act: Act, do: Any) -> None:
    """The head's opinion on closing; the rest stands in the form's columns."""
    write_opinion(row.pk, "closing", OpinionRank.HEAD, act)


def archive_case(row: PenaltyCase, act: Act, do: Any) -> None:
    """The file's number names the dossier; the index is drawn as a paper."""
    row.dossier_number = row.dossier_number.strip()
