"""A matter with everything an act on it needs, read in a fixed number of queries."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from fazhi import calendars
from fazhi.kernel.acts import Act, ChildFacts, ClockFacts, Doer, MatterFacts
from fazhi.kernel.periods import WorkCalendar
from fazhi.people.actors import Actor
from fazhi.people.selectors import CredentialFact, credentials_on
from fazhi.procedures import editions, registry
from fazhi.procedures.definition import Definition
from fazhi.procedures.models import Assignment, ClockRow, Matter, SignRequest
from fazhi.statements import Fixed


@dataclass
class Loaded:
    """The matter, its edition and domain, and its rows. Lists are in the order in which things happened."""

    matter: Matter
    definition: Definition
    domain: registry.Domain
    row: models.Model
    day: date
    calendar: WorkCalendar
    clocks: dict[str, ClockRow] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    family: list[Assignment] = field(default_factory=list)
    children: list[Matter] = field(default_factory=list)
    signers: list[SignRequest] = field(default_factory=list)
    credentials: dict[UUID, list[CredentialFact]] = field(default_factory=dict)
    facts: Any = None
    matter_as_read: dict[str, Any] = field(default_factory=dict)
    row_as_read: dict[str, Any] = field(default_factory=dict)

    def holders(self, role: str) -> list[UUID]:
        """Who holds a role now: in this matter, or in its parent when the role is written `parent.ROLE`."""
        if role.startswith("parent."):
            wanted, parent = role.removeprefix("parent."), self.matter.parent_id
            return [a.person_id for a in self.family if a.matter_id == parent and a.role == wanted]
        return [a.person_id for a in self.assignments if a.role == role]

    def matter_facts(self) -> MatterFacts:
        """The engine's own facts of the matter, by value."""
        roles: dict[str, list[UUID]] = {}
        for row in self.assignments:
            roles.setdefault(row.role, []).append(row.person_id)
        for row in self.family:
            if row.matter_id == self.matter.parent_id:
                roles.setdefault(f"parent.{row.role}", []).append(row.person_id)
        trail = self.matter.trail
        return MatterFacts(
            id=self.matter.pk,
            stage=self.matter.stage,
            number=self.matter.number,
            organ_id=self.matter.organ_id,
            region_path=self.matter.region_path,
            opened_on=self.matter.opened_on,
            clocks={key: ClockFacts(c.state, c.starts_on, c.due_on) for key, c in self.clocks.items()},
            roles=roles,
            children=[ChildFacts(c.pk, c.procedure, c.stage, c.outcome, c.closed_on) for c in self.children],
            done={key: date.fromisoformat(on) for key, on in trail.get("done", {}).items()},
            visited=tuple(trail.get("visited", ())),
        )

    def read_facts(self) -> None:
        """Read the domain's facts anew, after rows have changed."""
        loader = self.domain.facts.get(self.definition.key)
        self.facts = loader(self.row, self.matter_facts(), self.day, self.credentials) if loader else None

    def act(self, key: str, actor: Actor, at: datetime, form: dict[str, Any]) -> Act:
        """What rules see of an act by this actor."""
        return Act(
            key=key,
            at=at,
            day=timezone.localdate(at),
            doer=doer(actor),
            matter=self.matter_facts(),
            form=form,
            terms=self.domain.terms,
            calendar=self.calendar,
            law_day=self.matter.law_day,
        )


def columns(row: models.Model) -> dict[str, Any]:
    """A row's columns by value."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return {key: copy.deepcopy(v) if isinstance(v, list | dict) else v for key, v in values.items()}


def changed(row: models.Model, as_read: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that differ from what was read: only these are written."""
    now = ((f.attname, getattr(row, f.attname)) for f in row._meta.concrete_fields)
    return {key: value for key, value in now if key not in as_read or as_read[key] != value}


def doer(actor: Actor) -> Doer:
    """The actor as rules see him."""
    return Doer(actor.person_id, actor.name, actor.post, actor.organ_id, actor.unit_id)


def model_of(definition: Definition) -> type[models.Model]:
    """The domain's model for a procedure's own columns."""
    return apps.get_model(definition.matter)


_OWN: Fixed[models.Model] = Fixed(lambda model, *, pk: model._default_manager.filter(pk=pk))
_CLOCKS: Fixed[ClockRow] = Fixed(lambda *, matter_id: ClockRow.objects.filter(matter_id=matter_id))
_PARTS: Fixed[Assignment] = Fixed(
    lambda *, root_id: Assignment.objects.filter(root_id=root_id, until__isnull=True).order_by("since", "id")
)
_CHILDREN: Fixed[Matter] = Fixed(
    lambda *, parent_id: Matter.objects.filter(parent_id=parent_id).order_by("id")
)
_SIGNERS: Fixed[SignRequest] = Fixed(
    lambda *, matter_id: SignRequest.objects.filter(matter_id=matter_id, signed_at__isnull=True)
)


def _own_row(model: type[models.Model], pk: UUID) -> models.Model:
    row = _OWN.first(model, pk=pk)
    if row is None:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    return row


def load(matter: Matter, actor: Actor, day: date) -> Loaded:
    """Everything about a matter, in at most six queries beside those of the domain's own facts.

    `matter` comes from a selector that has joined organ and region.
    """
    definition = editions.of(matter.edition_id)
    loaded = Loaded(
        matter=matter,
        definition=definition,
        domain=registry.domain_of(definition.key),
        row=_own_row(model_of(definition), matter.pk),
        day=day,
        calendar=calendars.current(),
    )
    loaded.row.matter = matter  # type: ignore[attr-defined]
    loaded.clocks = {clock.key: clock for clock in _CLOCKS(matter_id=matter.pk)}
    everyone = _PARTS(root_id=matter.root_id)
    loaded.assignments = [row for row in everyone if row.matter_id == matter.pk]
    loaded.family = [row for row in everyone if row.matter_id != matter.pk]
    if matter.trail.get("children"):
        loaded.children = _CHILDREN(parent_id=matter.pk)
    if matter.trail.get("signers"):
        loaded.signers = _SIGNERS(matter_id=matter.pk)
    people = {row.person_id for row in loaded.assignments} | ({actor.person_id} if actor.person_id else set())
    loaded.credentials = credentials_on(sorted(people), day) if people else {}
    loaded.read_facts()
    loaded.matter_as_read, loaded.row_as_read = columns(matter), columns(loaded.row)
    return loaded
