"""Hearings: who holds them, when, and what was said."""

from typing import Any

from django.utils import timezone

from fazhi.domains.enforcement.models import Hearing, PenaltyCase, ServiceOfPaper
from fazhi.domains.enforcement.vocabulary import ServedPaper
from fazhi.kernel.acts import Act


def open_hearing(row: Hearing, act: Act, do: Any) -> None:
    """Nothing beyond the columns of the form: the request is the case's."""


def arrange_hearing(row: Hearing, act: Act, do: Any) -> None:
    """Chair and recorder by name; a new notice is owed. Basis: 《行政处罚法》第六十四条第二项、第四项"""
    row.chair_name, row.recorder_name = act.form["chair"].name, act.form["recorder"].name
    row.notified_on = None


def postpone_hearing(row: Hearing, act: Act, do: Any) -> None:
    """The day falls away."""
    row.hearing_on = row.hearing_at = row.notified_on = None


def hearing_notice_to_serve(row: Hearing, act: Act) -> dict[str, Any]:
    """The notice of time and place, to the party of the case. Basis: 《行政处罚法》第六十四条第二项"""
    case = PenaltyCase.objects.get(pk=row.matter.parent_id)
    return {
        "paper": ServedPaper.HEARING_NOTICE.value,
        "paper_key": "hearing_notice",
        "made_on": act.day,
        "party_name": case.party_name,
        "party_kind": case.party_kind,
        "party_address": case.party_address,
        "agrees_electronic": case.agrees_electronic,
    }


def take_hearing_notice(row: Hearing, act: Act, do: Any) -> None:
    """The notice has reached the party."""
    child = act.matter.child("enforcement.service")
    if child is not None and child.outcome == "served":
        row.notified_on = ServiceOfPaper.objects.get(pk=child.id).served_on


def hold_hearing(row: Hearing, act: Act, do: Any) -> None:
    """Held on the day it began."""
    row.held_on = timezone.localdate(act.form["began_at"])
