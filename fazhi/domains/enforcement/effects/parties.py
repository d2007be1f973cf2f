"""Who the party is: numbers sealed, the birthday read from them, the matter named after him."""

from typing import Any

from fazhi.domains.enforcement.models import OtherParty, PenaltyCase
from fazhi.domains.enforcement.models.penalty_case import PartyColumns
from fazhi.kernel.acts import Act
from fazhi.kernel.identifiers import sex_and_birth
from fazhi.people import sealing


def keep_party(row: PartyColumns, act: Act) -> None:
    """Seal the citizen's number and keep what an equal party is found by.

    Only natural persons have a citizen's number; without any number the party cannot be found again.
    """
    number = str(act.form.get("party_id_no") or "").strip().upper()
    if number:
        row.party_id_sealed = sealing.seal(number)
        _, row.party_born_on = sex_and_birth(number)
    row.party_uscc = row.party_uscc.strip().upper()
    if row.party_uscc:
        row.party_identity = sealing.lookup_value(row.party_uscc)
    elif number:
        row.party_identity = sealing.lookup_value(number)


def amend_party(row: PenaltyCase, act: Act, do: Any) -> None:
    """The party's columns are the form's; number and name of the matter follow."""
    keep_party(row, act)
    do.name(row.party_name, row.cause)


def add_other_party(row: PenaltyCase, act: Act, do: Any) -> None:
    """A third party, an agent, a witness. His number is kept sealed."""
    number = str(act.form.get("id_no") or "").strip().upper()
    OtherParty.objects.create(
        matter_id=row.pk,
        role=act.form["role"],
        name=act.form["name"],
        id_sealed=sealing.seal(number) if number else "",
        phone=act.form.get("phone") or "",
        address=act.form.get("address") or "",
        note=act.form.get("note") or "",
    )
