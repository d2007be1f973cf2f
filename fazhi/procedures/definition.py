"""A procedure as data: what one YAML file says, as frozen values.

`parse` turns the raw mapping into a `Definition`; it presumes that `fazhi.procedures.loading` has checked the mapping
against the schema. What the parts mean is written in `docs/dev/procedures.md`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from fazhi.kernel.digests import canonical_json, digest

ANY = "any"
STAY = "stay"
ENDED = "ended"
HOUSE_PRACTICE = "none"


class ClockKind(StrEnum):
    """The four kinds of clock; see the glossary."""

    DUTY = "duty"
    WINDOW = "window"
    WAIT = "wait"
    NOTICE = "notice"


class Found(StrEnum):
    """How the person of a role is found."""

    ASSIGNMENT = "assignment"
    POST = "post"
    SYSTEM = "system"


class Within(StrEnum):
    """How far a post reaches when it fills a role."""

    UNIT = "unit"
    ORGAN = "organ"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Role:
    """Who can act, relative to the matter. `needs` is the kind of credential the person must hold on the day."""

    key: str
    title: str
    found: Found
    posts: tuple[str, ...] = ()
    within: Within = Within.ORGAN
    needs: str = ""
    excludes: tuple[str, ...] = ()
    assign_from: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `column` names the domain's column it fills and is filled from."""

    name: str
    label: str
    type: str
    required: bool = False
    column: str = ""
    help: str = ""
    unit: str = ""
    choices: str = ""
    when: str = ""
    private: bool = False
    posts: tuple[str, ...] = ()
    enclosure: str = ""


@dataclass(frozen=True, slots=True)
class Opens:
    """A sub-matter opened on entering a stage or by an action.

    `outcomes` sends the parent to a stage by how the child ended; `STAY` leaves it where it is. `wait` says whether
    the parent's stage rests until the child ends. `gives` names the function that hands the child its first facts;
    `takes` the effects on the parent's row when the child has ended; `unit` the kind of unit that runs it.
    """

    procedure: str
    wait: bool = True
    outcomes: tuple[tuple[str, str], ...] = ()
    gives: str = ""
    takes: tuple[str, ...] = ()
    unit: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a matter rests. `waits_for` names who outside must act before the organ can go on.

    `exit` is a lawful way out beside the main line, `side` a stage of the main line that only some matters see.
    """

    key: str
    title: str
    final: bool = False
    outcome: str = ""
    next: str = ""
    owner: str = ""
    when: str = ""
    otherwise: str = ""
    opens: tuple[Opens, ...] = ()
    waits_for: str = ""
    basis: str = ""
    exit: bool = False
    side: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: from the day of one action to the day of another."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    basis: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer term, granted by an action before the last day. `times` is how often at most."""

    action: str
    term: str
    times: int
    basis: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A term that runs. Actions are named by key; `stage:KEY` means entering that stage.

    `stops` meets it, `ends` makes it fall away; `expiry` is the system's action when a window has lapsed; `protects`
    are the actions that a wait holds back. `length` is set by overlays only, in the unit of the term.
    """

    key: str
    title: str
    kind: ClockKind
    term: str
    basis: str
    starts: tuple[str, ...]
    start_from: str = ""
    stops: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    expiry: str = ""
    protects: tuple[str, ...] = ()
    restarts: bool = False
    length: int = 0
    near: float = 0.15


@dataclass(frozen=True, slots=True)
class Route:
    """A target chosen by a named rule among stages that the definition lists."""

    by: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """What moves a matter, or what is recorded while it rests."""

    key: str
    title: str
    sources: tuple[str, ...]
    to: str | Route
    by: tuple[str, ...]
    basis: str
    form: tuple[Field, ...] = ()
    papers: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    opens: tuple[Opens, ...] = ()
    assigns: tuple[tuple[str, str], ...] = ()
    message: str = ""
    help: str = ""
    primary: bool = False
    exit: bool = False
    reopens: bool = False
    universal: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        """Every stage that the action itself can name."""
        return self.to.among if isinstance(self.to, Route) else (self.to,)

    def starts_at(self, stage: "Stage") -> bool:
        """Whether the action may be done where the matter rests in that stage."""
        return stage.key in self.sources or (ANY in self.sources and not stage.final)


@dataclass(frozen=True, slots=True)
class Paper:
    """A 文书 that an action makes. `series` is the word of its number series, empty when it bears no number."""

    key: str
    title: str
    layout: str
    series: str = ""
    signed_by: tuple[str, ...] = ()
    served: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """One procedure, whole. `digest` names the edition."""

    key: str
    title: str
    matter: str
    law: str
    opens_with: str
    roles: Mapping[str, Role]
    stages: Mapping[str, Stage]
    clocks: Mapping[str, Clock]
    actions: Mapping[str, Action]
    papers: Mapping[str, Paper]
    conditions: Mapping[str, str]
    series: str
    numbered_on: str
    law_day_from: str
    raw: Mapping[str, Any] = field(repr=False, hash=False, compare=False)
    digest: str = ""

    @property
    def opening(self) -> Action:
        """The action that brings a matter into being."""
        return self.actions[self.opens_with]

    def finals(self) -> Iterator[Stage]:
        """Stages where a matter ends."""
        return (stage for stage in self.stages.values() if stage.final)

    def main_line(self) -> tuple[Stage, ...]:
        """Stages in the order of the file, lawful exits left out."""
        return tuple(stage for stage in self.stages.values() if not stage.exit)


def cited(basis: str, law: str) -> str:
    """The basis with bare articles given their law: `#60` becomes `行政处罚法#60`; several are parted by a space."""
    return " ".join(law + part if part.startswith("#") else part for part in (basis or "").split())


def _many(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _fields(rows: list[dict[str, Any]]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=row["name"],
            label=row["label"],
            type=row["type"],
            required=row.get("required", False),
            column=row.get("column", ""),
            help=row.get("help", ""),
            unit=row.get("unit", ""),
            choices=row.get("choices", ""),
            when=row.get("when", ""),
            private=row.get("private", False),
            posts=_many(row.get("posts")),
            enclosure=row.get("enclosure", ""),
        )
        for row in rows
    )


def _opens(value: Any) -> tuple[Opens, ...]:
    rows = [value] if isinstance(value, dict) else value or []
    return tuple(
        Opens(
            procedure=row["procedure"],
            wait=row.get("wait", True),
            outcomes=tuple(row.get("outcomes", {}).items()),
            gives=row.get("gives", ""),
            takes=_many(row.get("takes")),
            unit=row.get("unit", ""),
            when=row.get("when", ""),
        )
        for row in rows
    )


def _role(key: str, row: Mapping[str, Any], law: str) -> Role:
    return Role(
        key=key,
        title=row["title"],
        found=Found(row["found"]),
        posts=_many(row.get("posts")),
        within=Within(row.get("within", "organ")),
        needs=row.get("needs", ""),
        excludes=_many(row.get("not")),
        assign_from=_many(row.get("assign_from")),
        basis=cited(row.get("basis", ""), law),
    )


def _stage(key: str, row: Mapping[str, Any], law: str) -> Stage:
    return Stage(
        key=key,
        title=row["title"],
        final=row.get("final", False),
        outcome=row.get("outcome", key if row.get("final") else ""),
        next=row.get("next", ""),
        owner=row.get("owner", ""),
        when=row.get("when", ""),
        otherwise=row.get("else", ""),
        opens=_opens(row.get("opens")),
        waits_for=row.get("waits_for", ""),
        basis=cited(row.get("basis", ""), law),
        exit=row.get("exit", False),
        side=row.get("side", False),
    )


def _clock(key: str, row: Mapping[str, Any], law: str) -> Clock:
    extended = row.get("extended_by") or []
    return Clock(
        key=key,
        title=row["title"],
        kind=ClockKind(row["kind"]),
        term=row["term"],
        basis=cited(row["basis"], law),
        starts=_many(row["starts"]),
        start_from=row.get("start_from", ""),
        stops=_many(row.get("stops")),
        ends=_many(row.get("ends")),
        pauses=tuple(
            Pause(_many(p["from"]), _many(p["to"]), cited(p["basis"], law), p.get("title", ""))
            for p in row.get("pauses", [])
        ),
        extensions=tuple(
            Extension(e["action"], e["term"], e.get("times", 1), cited(e.get("basis", row["basis"]), law))
            for e in ([extended] if isinstance(extended, dict) else extended)
        ),
        expiry=row.get("expiry", ""),
        protects=_many(row.get("protects")),
        restarts=row.get("restarts", False),
        length=row.get("length", 0),
        near=float(row.get("near", 0.15)),
    )


def _action(key: str, row: Mapping[str, Any], raw: Mapping[str, Any], *, universal: bool) -> Action:
    to = row.get("to", STAY)
    form = row.get("form", [])
    return Action(
        key=key,
        title=row["title"],
        sources=_many(row.get("from")),
        to=Route(to["by"], tuple(to["among"])) if isinstance(to, dict) else to,
        by=_many(row["by"]),
        basis=cited(row.get("basis", ""), raw["law"]),
        form=_fields(raw["forms"][form] if isinstance(form, str) else form),
        papers=_many(row.get("papers")),
        guards=_many(row.get("guards")),
        checks=_many(row.get("checks")),
        effects=_many(row.get("effects")),
        opens=_opens(row.get("opens")),
        assigns=tuple(row.get("assigns", {}).items()),
        message=row.get("message", ""),
        help=row.get("help", ""),
        primary=row.get("primary", False),
        exit=row.get("exit", False),
        reopens=row.get("reopens", False),
        universal=universal,
    )


def _paper(key: str, row: Mapping[str, Any]) -> Paper:
    number = row.get("number") or {}
    return Paper(
        key=key,
        title=row["title"],
        layout=row.get("layout", key),
        series=number.get("kind", ""),
        signed_by=_many(row.get("signed_by")),
        served=row.get("served", False),
    )


def parse(raw: Mapping[str, Any]) -> Definition:
    """The definition that a checked mapping describes, universal actions and the stage `ended` included.

    The digest is over the mapping itself, so an edition can be rebuilt from what is stored.
    """
    from fazhi.procedures.universal import complete

    whole, universal = complete(raw)
    law = whole["law"]
    number = whole.get("number") or {}
    return Definition(
        key=whole["key"],
        title=whole["title"],
        matter=whole["matter"],
        law=law,
        opens_with=whole["opens_with"],
        roles={k: _role(k, v, law) for k, v in whole["roles"].items()},
        stages={k: _stage(k, v, law) for k, v in whole["stages"].items()},
        clocks={k: _clock(k, v, law) for k, v in whole.get("clocks", {}).items()},
        actions={k: _action(k, v, whole, universal=k in universal) for k, v in whole["actions"].items()},
        papers={k: _paper(k, v) for k, v in whole.get("papers", {}).items()},
        conditions=dict(whole.get("conditions", {})),
        series=number.get("kind", ""),
        numbered_on=number.get("on", ""),
        law_day_from=whole.get("law_day_from", ""),
        raw=raw,
        digest=digest(canonical_json(raw)),
    )
