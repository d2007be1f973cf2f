"""What can go wrong, as one tree.

FazhiError
├── WrongStage      409  the matter does not rest where this act starts
├── NotYourPart     403  this person has no part in the act
├── OutOfScope      404  the matter does not exist for this person
├── TooLate         409  the time for it has run out
├── Refusals        409  one or more conditions of the act are not met
├── MovedOn         409  somebody acted first
├── Incomplete      422  a field, a paper or a file is missing or impossible
├── BrokenFile      422  a file cannot be read, is too large, or is not what its name says
├── BadDefinition   422  a procedure's definition is not lawful or not well formed
├── CalendarMissing 409  no calendar can be had for the day
└── UnknownTerm     409  no term of that name is in force on the day
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.kernel.verdicts import Refused


class FazhiError(Exception):
    """A refusal with a whole Chinese sentence and, where law is the reason, its article."""

    status = 500
    code = "error"

    def __init__(self, sentence: str, basis: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.basis = basis


class WrongStage(FazhiError):
    status, code = 409, "wrong_stage"


class NotYourPart(FazhiError):
    status, code = 403, "not_your_part"


class OutOfScope(FazhiError):
    status, code = 404, "out_of_scope"


class TooLate(FazhiError):
    status, code = 409, "too_late"


class Refusals(FazhiError):
    """Conditions that are not met, all of them, in the order of the definition."""

    status, code = 409, "refused"

    def __init__(self, verdicts: Sequence[Refused]) -> None:
        super().__init__(
            "；".join(v.reason.rstrip("。") for v in verdicts) + "。", verdicts[0].basis if verdicts else ""
        )
        self.verdicts = tuple(verdicts)


class MovedOn(FazhiError):
    """Somebody was faster. `since` tells in words what has changed."""

    status, code = 409, "moved_on"

    def __init__(self, sentence: str, since: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.since = tuple(since)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent: which field or row, and a sentence that says what to do."""

    field: str
    sentence: str
    basis: str = ""


class Incomplete(FazhiError):
    """What was sent lacks something or cannot be; every fault by its field, paper or row."""

    status, code = 422, "incomplete"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("；".join(f.sentence.rstrip("。") for f in faults) + "。")
        self.faults = tuple(faults)


class BrokenFile(FazhiError):
    status, code = 422, "broken_file"


class BadDefinition(FazhiError):
    status, code = 422, "bad_definition"


class CalendarMissing(FazhiError):
    status, code = 409, "calendar_missing"


class UnknownTerm(FazhiError):
    status, code = 409, "unknown_term"
