"""Random people try random acts with random forms, for every procedure: nothing impossible ever comes of it.

Whatever is tried, either the whole act is done or nothing has changed; the stage is one that the proof knows a way to;
the page and the act agree; every open matter has a next step and somebody who owns it, or waits for somebody.
"""

import io
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from fazhi.domains.enforcement.demo import BENCHMARKS, drive
from fazhi.kernel.errors import FazhiError, Incomplete, MovedOn, OutOfScope
from fazhi.ledger.models import Event
from fazhi.people import demo
from fazhi.people.actors import SYSTEM, Actor, actor_for_post
from fazhi.procedures import registry, selectors
from fazhi.procedures.definition import Action, Definition, Field
from fazhi.procedures.engine import Done, Upload, open_matter, perform, preview
from fazhi.procedures.engine.loaded import load
from fazhi.procedures.engine.performing import room_of
from fazhi.procedures.models import Matter
from fazhi.procedures.proof.paths import edges
from fazhi.procedures.sweep import sweep
from fazhi.registers.services.samples import load_sample
from tests.procedures.conftest import Office, at
from tests.procedures.wholeness import breaches

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ODD = ("", " ", "〇", "\x00", "9" * 400, "2026-02-30", "-1", "<b>", "null", "1e999")
STEPS = 80


class Walker:
    """A crowd at work on whatever matters there are. Time goes forward, sometimes by a day, sometimes by a month."""

    def __init__(self, crowd: list[Actor], seed: int, start: datetime) -> None:
        self.crowd, self.dice, self.now = crowd, random.Random(seed), start
        self.done = self.refused = 0

    # What is sent --------------------------------------------------------------------------------------------------

    def value(self, field: Field, choices: Mapping[str, Any], roles: list[str], stages: list[str]) -> Any:
        """Something for a field: mostly what fits, sometimes not."""
        dice = self.dice
        if dice.random() < 0.04:
            return dice.choice(ODD)
        person = str(dice.choice(self.crowd).person_id)
        today = timezone.localdate(self.now)
        day = today + timedelta(days=dice.choice((0, 0, 0, -1, -5, 3, 20)))
        moment = self.now + timedelta(hours=dice.choice((0, -1, -2, 240)))
        made: dict[str, Callable[[], Any]] = {
            "text": lambda: dice.choice(("示例", "试验商行", "1")),
            "longtext": lambda: "事实清楚，证据确凿。",
            "date": day.isoformat,
            "datetime": moment.isoformat,
            "money": lambda: str(
                dice.choice((Decimal("0"), Decimal("99.99"), Decimal("3000"), Decimal("200000")))
            ),
            "integer": lambda: str(dice.choice((0, 1, 2, 15))),
            "bool": lambda: dice.choice(("on", "")),
            "choice": lambda: dice.choice(choices[field.choices].values),
            "choices": lambda: dice.sample(choices[field.choices].values, 1),
            "person": lambda: person,
            "persons": lambda: [person, str(dice.choice(self.crowd).person_id)],
            "citation": lambda: "《中华人民共和国行政处罚法》第六十条",
            "role": lambda: dice.choice(roles or [""]),
            "passed_stage": lambda: dice.choice(stages or [""]),
        }
        return made[field.type]()

    def form(
        self, action: Action, choices: Mapping[str, Any], roles: list[str], stages: list[str]
    ) -> tuple[dict[str, Any], list[Upload]]:
        """A form with most of its fields filled, and its files."""
        data, files = {}, []
        for field in action.form:
            if not field.required and self.dice.random() < 0.3:
                continue
            if field.type in {"file", "files"}:
                files.append(Upload(field.name, "扫描件.pdf", io.BytesIO(PDF)))
            else:
                data[field.name] = self.value(field, choices, roles, stages)
        return data, files

    # What is tried -------------------------------------------------------------------------------------------------

    def open(self, definition: Definition) -> None:
        """Try to bring a new matter into being."""
        actor = self.dice.choice(self.crowd)
        data, files = self.form(definition.opening, registry.domain_of(definition.key).choices, [], [])
        self.attempt(lambda: open_matter(definition.key, actor, data, files, at=self.now))

    def act(self, matter: Matter) -> None:
        """Let one person look at a matter and try one act on it."""
        near = [a for a in self.crowd if a.organ_id == matter.organ_id]
        actor = self.dice.choice(near if near and self.dice.random() < 0.9 else self.crowd)
        actor = SYSTEM if self.dice.random() < 0.1 else actor
        if not selectors.visible(actor).filter(pk=matter.pk).exists():
            action = self.dice.choice(list(registry.definitions()[matter.procedure].actions))
            came = self.attempt(lambda: perform(matter.pk, action, actor, {}, at=self.now))
            assert isinstance(came, OutOfScope), came
            return
        loaded, previews = preview(matter, actor, self.now)
        open_now = [p for p in previews if p.can]
        wanted = self.dice.choice(open_now) if open_now and self.dice.random() < 0.85 else None
        action = wanted.action if wanted else self.dice.choice(list(loaded.definition.actions.values()))
        room = room_of(loaded, self.now)
        data, files = self.form(action, room.choices, list(room.roles), list(room.passed))
        seen = next((p for p in previews if p.action.key == action.key), None)
        came = self.attempt(lambda: perform(matter.pk, action.key, actor, data, files, at=self.now))
        if seen is not None and isinstance(came, Done):
            assert seen.can, f"{action.key} was done though the page said {seen.obstacle}"
        if (
            seen is not None
            and seen.can
            and isinstance(came, FazhiError)
            and not isinstance(came, Incomplete | MovedOn)
        ):
            # Only what the form itself brings may refuse then: a check, a route, an effect.
            assert action.checks or action.effects or action.papers, f"{action.key}: {came.sentence}"
        self.lawful(matter.pk, matter.stage)

    def attempt(self, act: Callable[[], Done]) -> Done | FazhiError:
        """Do it, or find that nothing has changed."""
        before = (Event.objects.count(), Matter.objects.count())
        try:
            with transaction.atomic():
                done = act()
        except FazhiError as error:
            refused = error
        else:
            self.done += 1
            return done
        assert refused.status < 500, f"{type(refused).__name__}: {refused.sentence}"
        assert (Event.objects.count(), Matter.objects.count()) == before
        self.refused += 1
        return refused

    # What must hold ------------------------------------------------------------------------------------------------

    def lawful(self, key: UUID, old: str) -> None:
        """The matter has moved along a way that the proof knows, or back to where it has been."""
        matter = Matter.objects.get(pk=key)
        if matter.stage == old:
            return
        definition = registry.definitions()[matter.procedure]
        ways = {(e.source, e.target) for e in edges(definition)}
        back = matter.stage in matter.trail["visited"]
        ended = any(a.universal and matter.stage in a.targets for a in definition.actions.values())
        assert (old, matter.stage) in ways or back or ended or _far(ways, old, matter.stage), (
            f"{old} → {matter.stage}"
        )

    def settled(self) -> None:
        """Every open matter can go on, and somebody knows that it is his."""
        for matter in Matter.objects.filter(is_open=True):
            definition = registry.definitions()[matter.procedure]
            assert matter.stage in definition.stages
            assert not definition.stages[matter.stage].final
            owned = matter.owner_person_id or matter.owner_posts
            assert matter.is_waiting or matter.is_suspended or (matter.next_action and owned), (
                f"{definition.title} at {matter.stage_title}: next {matter.next_action!r}, owner {matter.owner_role!r};"
                f" {list(Event.objects.filter(matter_id=matter.pk).order_by('seq').values_list('action', 'actor_name'))[-4:]}"
                f" {list(matter.children.values_list('procedure', 'stage', 'outcome', 'parent_stage'))}"
            )
            assert load(matter, SYSTEM, timezone.localdate(self.now)).matter.pk == matter.pk

    def walk(self, definition: Definition, steps: int) -> None:
        """So many attempts."""
        for _ in range(steps):
            here = list(Matter.objects.filter(is_open=True).order_by("id").select_related("organ__region"))
            if len(here) < 2 or self.dice.random() < 0.06:
                self.open(definition)
            else:
                self.act(self.dice.choice(here))
            self.now += timedelta(hours=self.dice.choice((0, 1, 5, 30, 30, 200)))
            if self.dice.random() < 0.15:
                sweep(self.now)


def _far(ways: set[tuple[str, str]], old: str, new: str) -> bool:
    """Whether a sub-matter that ended at once explains the step: two ways in one act."""
    return any((old, middle) in ways and (middle, new) in ways for middle in {b for _, b in ways})


@pytest.mark.parametrize("seed", range(3))
def test_a_random_office_never_leaves_the_law(office: Office, seed: int) -> None:
    crowd = [office.officer, office.colleague, office.head, office.legal, office.officer, office.head]
    crowd += [office.stranger, office.supervisor, office.clerk_of_other_unit]
    walker = Walker(crowd, seed, at("2025-12-20"))
    walker.walk(registry.definitions()["sample.errand"], 130)
    walker.settled()
    assert not breaches()
    assert walker.done > 20
    assert walker.refused > 20


OPENED_BY_PEOPLE = sorted(
    key
    for key, d in registry.definitions().items()
    if d.opening.by != ("system",) and not key.startswith("sample.")
)


@pytest.mark.parametrize("key", OPENED_BY_PEOPLE)
def test_random_people_open_what_they_like(db: None, key: str) -> None:
    team = demo.seed(at("2026-01-05")).team()
    walker = Walker(list(team.values()), 7, at("2026-01-05"))
    walker.walk(registry.definitions()[key], STEPS)
    walker.settled()
    assert not breaches()
    assert walker.refused


@pytest.mark.parametrize("seed", range(2))
def test_random_people_among_cases_at_every_stage(db: None, seed: int) -> None:
    now = at("2026-11-20")
    people = demo.seed(now)
    load_sample(BENCHMARKS, now)
    drive(people, cases=8, seed=seed, at=now, passed=lambda: None)
    organs = set(Matter.objects.values_list("organ_id", flat=True))
    crowd = [a for p in people.posts.values() if (a := actor_for_post(p)).organ_id in organs]
    walker = Walker(crowd, seed, now)
    walker.walk(registry.definitions()["enforcement.penalty_simple"], 2 * STEPS)
    walker.settled()
    assert not breaches()
    assert walker.done > STEPS / 4
    assert walker.refused > STEPS / 4
