"""Every term of every procedure as people ask for it: whose, how long on that day, counted from what, by which article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from fazhi.kernel.errors import OutOfScope, UnknownTerm
from fazhi.kernel.terms import Term, Unit
from fazhi.law.cite import label
from fazhi.procedures import registry
from fazhi.procedures.definition import HOUSE_PRACTICE, Clock, ClockKind, Definition

KINDS = {
    ClockKind.DUTY: "机关的办理期限",
    ClockKind.WINDOW: "当事人等行使权利的期限",
    ClockKind.WAIT: "须等待届满的期限",
    ClockKind.NOTICE: "须提前的时间",
}


@dataclass(frozen=True, slots=True)
class StatutoryTerm:
    """A clock of a procedure with its length on one day. `from_day` says in words from which day it is counted.

    `basis` is printed: the articles of the clock, and what the book of terms says of the length.
    """

    procedure: str
    procedure_title: str
    clock: str
    title: str
    kind: ClockKind
    length: int
    unit: Unit
    roll: bool
    basis: str
    length_basis: str
    from_day: str
    pauses: tuple[str, ...]

    @property
    def is_backward(self) -> bool:
        """Whether it is counted back from an event that is to come."""
        return self.kind is ClockKind.NOTICE

    @property
    def kind_title(self) -> str:
        """Whose term it is, in words."""
        return KINDS[self.kind]

    @property
    def told(self) -> str:
        """The length in words: 7个工作日."""
        return f"{self.length}{self.unit.label}"


def terms(on: date) -> Iterator[StatutoryTerm]:
    """Every clock of every procedure whose length follows from the day alone, in the order of the definitions."""
    for definition in registry.definitions().values():
        for clock in definition.clocks.values():
            term = _length(definition, clock, on)
            if term is not None:
                yield _told(definition, clock, term)


def term(procedure: str, clock: str, on: date) -> StatutoryTerm:
    """One clock of a procedure on a day.

    Raises OutOfScope when there is none, UnknownTerm when no length was in force on that day.
    """
    definition = registry.definitions().get(procedure)
    if definition is None or clock not in definition.clocks:
        raise OutOfScope("没有这个程序，或者这个程序没有这个期限。")
    found = definition.clocks[clock]
    length = _length(definition, found, on)
    if length is None:
        raise UnknownTerm(f"{on.isoformat()}没有“{found.title}”的规定")
    return _told(definition, found, length)


def _length(definition: Definition, clock: Clock, on: date) -> Term | None:
    try:
        return registry.domain_of(definition.key).terms.term(clock.term, on)
    except UnknownTerm:
        return None


def _told(definition: Definition, clock: Clock, length: Term) -> StatutoryTerm:
    return StatutoryTerm(
        procedure=definition.key,
        procedure_title=definition.title,
        clock=clock.key,
        title=clock.title,
        kind=clock.kind,
        length=clock.length or length.length,
        unit=length.unit,
        roll=length.roll,
        basis="、".join(_printed(clock.basis)),
        length_basis=length.basis,
        from_day=_from_day(definition, clock),
        pauses=tuple(dict.fromkeys(pause.title for pause in clock.pauses if pause.title)),
    )


def _printed(basis: str) -> Iterator[str]:
    for part in basis.split():
        if part != HOUSE_PRACTICE:
            yield label(part) if "#" in part else part


def _from_day(definition: Definition, clock: Clock) -> str:
    """The day a clock counts from: the field it is read from by its label, else the step that starts it."""
    if clock.start_from and (named := _field_label(definition, clock.start_from)):
        return named
    told = [_trigger(definition, trigger) for trigger in clock.starts]
    return "或者".join(dict.fromkeys(filter(None, told))) or "起算事由发生之日"


def _field_label(definition: Definition, name: str) -> str:
    for action in definition.actions.values():
        for field in action.form:
            if name in (field.name, field.column):
                return field.label
    try:
        column = apps.get_model(definition.matter)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return ""
    return str(getattr(column, "verbose_name", ""))


def _trigger(definition: Definition, trigger: str) -> str:
    what, _, key = trigger.partition(":")
    if not key:
        action = definition.actions.get(what)
        return f"“{action.title}”之日" if action else ""
    if what == "stage":
        stage = definition.stages.get(key)
        return f"进入“{stage.title}”之日" if stage else ""
    child = registry.definitions().get(key)
    return f"“{child.title}”办结之日" if child else ""
