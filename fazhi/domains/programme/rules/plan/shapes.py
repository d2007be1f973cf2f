"""A plan as it has been read."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PlanFault:
    """Something wrong or missing in a plan; `tasks` are the numbers of the tasks it touches, in order."""

    kind: str
    sentence: str
    tasks: tuple[int, ...] = ()
    text: str = ""
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "tasks": list(self.tasks),
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One task: `text` is `source[start:end]`; units, terms and targets stand as the plan writes them."""

    no: int
    section: str
    title: str
    text: str
    start: int
    end: int
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "no": self.no,
            "section": self.section,
            "title": self.title,
            "text": self.text,
            "lead": list(self.lead),
            "responsible": list(self.responsible),
            "deadline": list(self.deadline),
            "target": list(self.target),
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: its head, its tasks in order and what is wrong with it. `written_on` is an ISO day or empty."""

    title: str
    doc_no: str
    index_no: str
    issuer: str
    written_on: str
    tasks: tuple[PlanTask, ...]
    faults: tuple[PlanFault, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "title": self.title,
            "doc_no": self.doc_no,
            "index_no": self.index_no,
            "issuer": self.issuer,
            "written_on": self.written_on,
            "tasks": [task.as_json() for task in self.tasks],
            "faults": [fault.as_json() for fault in self.faults],
        }
