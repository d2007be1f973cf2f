"""The closed language of measures: each question asked twice, of one matter in memory and of all of them in SQL.

Both halves of a question stand side by side, because they must agree: the first keeps the roll-ups in the transaction
of an act, the second recounts them and opens a figure down to its records.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from fazhi.procedures.models import ClockRow, Matter

ANY = "any"
"""Instead of the key of a clock: whichever."""
_DUTIES = ("duty", "notice")


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-matter as conditions see it."""

    id: UUID
    procedure: str
    outcome: str
    done: frozenset[str]

    @classmethod
    def of(cls, matter: Matter) -> "Sub":
        """The sub-matter as it stands in memory."""
        return cls(matter.pk, matter.procedure, matter.outcome, frozenset(matter.trail.get("done", ())))


@dataclass(frozen=True, slots=True)
class Facts:
    """One matter as it stands: its row, its domain's row, and, read only when asked, its clocks and sub-matters."""

    matter: Matter
    row: Any
    clocks: Callable[[], Iterable[ClockRow]]
    subs: Callable[[], Iterable[Sub]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a question in SQL starts: how the matter's columns and its key are written from there.

    `day` is the day as of which it is asked, for what was past its time then.
    """

    matter: str
    key: str
    day: date | None = None


class Condition(Protocol):
    """One question about a matter."""

    def holds(self, facts: Facts) -> bool:
        """The answer for one matter in memory."""

    def q(self, ground: Ground) -> Q:
        """The same as a condition in SQL."""


@dataclass(frozen=True, slots=True)
class ColumnIs:
    column: str
    values: tuple[Any, ...]

    def holds(self, facts: Facts) -> bool:
        return getattr(facts.row, self.column) in self.values

    def q(self, ground: Ground) -> Q:
        return Q(**{f"{self.column}__in": self.values})


@dataclass(frozen=True, slots=True)
class ColumnFilled:
    """Whether something stands there: no empty text, no empty list, no NULL."""

    column: str
    kind: str

    def holds(self, facts: Facts) -> bool:
        value = getattr(facts.row, self.column)
        return value is not None if self.kind == "plain" else bool(value)

    def q(self, ground: Ground) -> Q:
        if self.kind == "list":
            return ~Q(_TextIn(self.column, ("[]", "{}", "null", '""')))
        there = Q(**{f"{self.column}__isnull": False})
        return there & ~Q(**{self.column: ""}) if self.kind == "text" else there


@dataclass(frozen=True, slots=True)
class ColumnAbove:
    column: str
    bound: int

    def holds(self, facts: Facts) -> bool:
        value = getattr(facts.row, self.column)
        return value is not None and value > self.bound

    def q(self, ground: Ground) -> Q:
        return Q(**{f"{self.column}__gt": self.bound})


@dataclass(frozen=True, slots=True)
class ColumnHolds:
    """Whether a column that is a list of words holds one of these."""

    column: str
    words: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return bool(set(self.words) & set(getattr(facts.row, self.column) or ()))

    def q(self, ground: Ground) -> Q:
        found = Q()
        for word in self.words:
            found |= Q(_TextHas(self.column, f'"{word}"'))
        return found


def _TextIn(column: str, texts: tuple[str, ...]) -> Any:  # noqa: N802  reads as the lookup it makes
    from django.db.models.lookups import In

    return In(Cast(column, TextField()), texts)


def _TextHas(column: str, text: str) -> Any:  # noqa: N802
    from django.db.models.lookups import Contains

    return Contains(Cast(column, TextField()), text)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the matter itself is: main, open, closed or suspended."""

    what: str

    def holds(self, facts: Facts) -> bool:
        match self.what:
            case "main":
                return facts.matter.parent_id is None
            case "open":
                return facts.matter.is_open
            case "closed":
                return not facts.matter.is_open
            case _:
                return facts.matter.is_suspended

    def q(self, ground: Ground) -> Q:
        column, value = {
            "main": ("parent__isnull", True),
            "open": ("is_open", True),
            "closed": ("is_open", False),
            "suspended": ("is_suspended", True),
        }[self.what]
        return Q(**{f"{ground.matter}{column}": value})


@dataclass(frozen=True, slots=True)
class Outcome:
    outcomes: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return facts.matter.outcome in self.outcomes

    def q(self, ground: Ground) -> Q:
        return Q(**{f"{ground.matter}outcome__in": self.outcomes})


@dataclass(frozen=True, slots=True)
class Clock:
    """How a clock of the matter came out: met, met_late, ended; that it was started; or that it was over on the day.

    Only what acts change is asked of one matter: what the sweep of clocks changes is asked as of a day, in SQL.
    """

    key: str
    states: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        assert "over" not in self.states, "asked as of a day only"
        rows = [row for row in facts.clocks() if self.key in (ANY, row.key)]
        return any("started" in self.states or row.state in self.states for row in rows)

    def q(self, ground: Ground) -> Q:
        rows = ClockRow.objects.filter(matter_id=OuterRef(ground.key))
        if self.key != ANY:
            rows = rows.filter(key=self.key)
        found = Q()
        for state in self.states:
            if state == "over":
                ran = Q(stopped_on__isnull=True) | Q(stopped_on__gt=ground.day)
                found |= Q(kind__in=_DUTIES, due_on__lt=ground.day) & ran
            elif state == "started":
                found |= Q(pk__isnull=False)
            else:
                found |= Q(state=state)
        return Q(Exists(rows.filter(found)))


@dataclass(frozen=True, slots=True)
class Trail:
    """Whether one of these actions was done (`done`), or one of these stages entered (`since`)."""

    part: str
    keys: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return any(key in facts.matter.trail.get(self.part, {}) for key in self.keys)

    def q(self, ground: Ground) -> Q:
        found = Q()
        for key in self.keys:
            found |= Q(**{f"{ground.matter}trail__{self.part}__has_key": key})
        return found


@dataclass(frozen=True, slots=True)
class HasSub:
    """Whether there is a sub-matter of that procedure which ended so, or on which one of these actions was done."""

    procedure: str
    outcomes: tuple[str, ...] = ()
    done: tuple[str, ...] = ()

    def fits(self, sub: Sub) -> bool:
        """Whether this very sub-matter is one."""
        if sub.procedure != self.procedure or (self.outcomes and sub.outcome not in self.outcomes):
            return False
        return not self.done or any(key in sub.done for key in self.done)

    def holds(self, facts: Facts) -> bool:
        return any(self.fits(sub) for sub in facts.subs())

    def q(self, ground: Ground) -> Q:
        rows = Matter.objects.filter(parent_id=OuterRef(ground.key), procedure=self.procedure)
        if self.outcomes:
            rows = rows.filter(outcome__in=self.outcomes)
        if self.done:
            rows = rows.filter(Trail("done", self.done).q(Ground("", "pk")))
        return Q(Exists(rows))


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition

    def holds(self, facts: Facts) -> bool:
        return not self.inner.holds(facts)

    def q(self, ground: Ground) -> Q:
        return ~self.inner.q(ground)


@dataclass(frozen=True, slots=True)
class AllOf:
    inner: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return all(one.holds(facts) for one in self.inner)

    def q(self, ground: Ground) -> Q:
        found = Q()
        for one in self.inner:
            found &= one.q(ground)
        return found


@dataclass(frozen=True, slots=True)
class AnyOf:
    inner: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return any(one.holds(facts) for one in self.inner)

    def q(self, ground: Ground) -> Q:
        found = self.inner[0].q(ground)
        for one in self.inner[1:]:
            found |= one.q(ground)
        return found


ALWAYS = AllOf(())


def parse(told: Iterable[Mapping[str, Any]], kind_of: Callable[[str], str]) -> AllOf:
    """Conditions as written, which must all hold. `kind_of` says of a column whether it is plain, text or a list."""
    return AllOf(tuple(_one(row, kind_of) for row in told))


def _one(told: Mapping[str, Any], kind_of: Callable[[str], str]) -> Condition:
    match told:
        case {"column": column, "is": values}:
            return ColumnIs(column, words(values))
        case {"column": column, "filled": filled}:
            there = ColumnFilled(column, kind_of(column))
            return there if filled else Not(there)
        case {"column": column, "above": bound}:
            return ColumnAbove(column, bound)
        case {"column": column, "holds": held}:
            return ColumnHolds(column, words(held))
        case {"matter": what}:
            return Standing(what)
        case {"clock": key, "is": states}:
            return Clock(key, words(states))
        case {"sub": procedure}:
            return HasSub(procedure, words(told.get("outcome", ())), words(told.get("done", ())))
        case {"outcome": outcomes}:
            return Outcome(words(outcomes))
        case {"done": keys}:
            return Trail("done", words(keys))
        case {"entered": keys}:
            return Trail("since", words(keys))
        case {"any": inner}:
            return AnyOf(tuple(_one(row, kind_of) for row in inner))
        case {"all": inner}:
            return AllOf(tuple(_one(row, kind_of) for row in inner))
        case _:
            return Not(_one(told["not"], kind_of))


def words(value: Any) -> tuple[Any, ...]:
    """One value or several, as several."""
    return tuple(value) if isinstance(value, Collection) and not isinstance(value, str) else (value,)


def parts(condition: Condition) -> Iterable[Condition]:
    """Every plain question inside a condition."""
    match condition:
        case Not(inner=inner):
            yield from parts(inner)
        case AllOf(inner=several) | AnyOf(inner=several):
            for one in several:
                yield from parts(one)
        case _:
            yield condition
