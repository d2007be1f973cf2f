"""A finding of the draft review."""

from dataclasses import dataclass

from fazhi.domains.rulemaking.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, why and how to mend it: `start` to `end` are characters of the text that was reviewed.

    `basis` holds citations in the code form (`行政处罚法#16`) or numbers of documents, `clause` the place as printed.
    """

    rule: str
    title: str
    clause: str
    start: int
    end: int
    text: str
    basis: tuple[str, ...]
    severity: Severity
    advice: str

    def as_json(self) -> dict[str, object]:
        """The finding as plain data."""
        return {
            "rule": self.rule,
            "title": self.title,
            "clause": self.clause,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "basis": list(self.basis),
            "severity": self.severity.value,
            "advice": self.advice,
        }
