"""From clue to filing: who handles the case, what the ranks wrote, and how it ends when it is not filed."""

from typing import Any

from fazhi.domains.enforcement.effects.parties import keep_party
from fazhi.domains.enforcement.models import Opinion, PenaltyCase
from fazhi.domains.enforcement.vocabulary import Ending, OpinionRank
from fazhi.kernel.acts import Act
from fazhi.statements import insert


def write_opinion(matter_id: Any, about: str, rank: OpinionRank, act: Act, text: str = "") -> None:
    """Keep what one of the ranks wrote on an approval form."""
    opinion = Opinion(
        matter_id=matter_id,
        about=about,
        rank=rank.value,
        text=text or str(act.form.get("opinion") or ""),
        name=act.doer.name,
        person_id=act.doer.person_id,
        on=act.day,
    )
    insert([opinion])


def register_clue(row: PenaltyCase, act: Act, do: Any) -> None:
    """Who registers the clue handles it until somebody else is assigned."""
    keep_party(row, act)
    do.name(row.party_name, row.cause)
    if act.doer.person_id is not None:
        do.assign("handler", act.doer.person_id)


def handler_opinion(row: PenaltyCase, act: Act, do: Any) -> None:
    """The handler's opinion on filing."""
    write_opinion(row.pk, "filing", OpinionRank.HANDLER, act)


def unit_opinion(row: PenaltyCase, act: Act, do: Any) -> None:
    """The unit head's opinion on filing."""
    write_opinion(row.pk, "filing", OpinionRank.UNIT, act)


def start_case(row: PenaltyCase, act: Act, do: Any) -> None:
    """The case is filed today."""
    row.filed_on = act.day
    write_opinion(row.pk, "filing", OpinionRank.HEAD, act)


def refuse_case(row: PenaltyCase, act: Act, do: Any) -> None:
    """The case is not filed."""
    row.ending = Ending.NOT_FILED.value
    write_opinion(row.pk, "filing", OpinionRank.HEAD, act)


def move_case(row: PenaltyCase, act: Act, do: Any) -> None:
    """The case goes to the organ that has jurisdiction."""
    row.ending = Ending.MOVED.value
    row.closed_reason = f"移送{act.form['moved_to']}：{act.form['reason']}"
