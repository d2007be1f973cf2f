"""The answer to "may it?": a value that carries its reason and its article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """The condition is met. `note` says by what, in words an officer reads; `caution` that he should read it first."""

    basis: str = ""
    note: str = ""
    caution: bool = False

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """The condition is not met.

    `reason` is a whole Chinese sentence, `basis` the article as printed, `cure` what to do, `field` the form field
    at fault, if one is.
    """

    reason: str
    basis: str = ""
    cure: str = ""
    field: str = ""

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The condition does not arise here; the act is not held up."""

    reason: str = ""
    basis: str = ""

    def __bool__(self) -> bool:
        return True


Verdict = Allowed | Refused | NotApplicable
