from typing import Any

from fazhi.disclosure.services import report_change
from fazhi.disclosure.vocabulary import ChangeGround
from fazhi.kernel.acts import Act


def ruling_to_publish(row: Any, act: Act) -> dict[str, Any]:
    return {"kind": "test_ruling", "decided_on": row.told_on}


def annul_ruling(row: Any, act: Act, do: Any) -> None:
    report_change(row.pk, ChangeGround.ANNULLED, act.day, "撤销决定书", at=act.at)
