"""Callers of the interface, and matters of two organs that do not see one another."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fazhi.people.actors import Actor
from fazhi.people.models import ApiToken, Unit
from fazhi.people.selectors import token_digest
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import Matter
from tests.procedures.conftest import Office, office, seat

__all__ = ["office"]
ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.shell.api.served"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api-tests"}
    }
    cache.clear()
    yield
    cache.clear()


def token_for(actor: Actor, raw: str = "", **more: Any) -> str:
    """A token that acts as this actor."""
    raw = raw or f"raw-{actor.post_id}"
    ApiToken.objects.create(
        organ_id=actor.organ_id, name="试验对接", digest=token_digest(raw), post_id=actor.post_id, **more
    )
    return raw


@dataclass
class Caller:
    """Somebody who asks the interface, with a token or without."""

    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str, query: dict[str, Any] | None = None) -> Any:
        return Client().get(ROOT + path, query or {}, headers=self.headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body if body is not None else {})
        return Client().post(
            ROOT + path, data, content_type="application/json", headers={**self.headers, **headers}
        )

    def send(self, path: str, parts: dict[str, Any], **headers: str) -> Any:
        """A form with files."""
        return Client().post(ROOT + path, parts, headers={**self.headers, **headers})


@dataclass
class Stage:
    """The office with its matters, and the organ beside it with its own."""

    office: Office
    fresh: Matter
    running: Matter
    foreign: Matter
    foreign_officer: Actor
    callers: dict[str, Caller]

    def __getitem__(self, name: str) -> Caller:
        return self.callers[name]


def days_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def open_errand(actor: Actor, subject: str, days: int = 3, **data: Any) -> Matter:
    return open_matter("sample.errand", actor, {"subject": subject, **data}, at=days_ago(days)).matter


def accept(matter: Matter, head: Actor, runner: Actor, second: Actor | None = None, days: int = 2) -> Matter:
    data = {"runner": str(runner.person_id), "second": str(second.person_id) if second else ""}
    return perform(matter.pk, "accept", head, data, at=days_ago(days)).matter


@pytest.fixture
def stage(office: Office) -> Stage:
    fresh = open_errand(office.officer, "送甲信")
    running = accept(open_errand(office.officer, "送乙信"), office.head, office.officer, office.colleague)
    assert office.stranger.organ_id is not None
    team = Unit.objects.create(organ_id=office.stranger.organ_id, name="外队", kind="enforcement")
    foreign_officer = seat(team.organ, team, "吴外", "officer", certified=True)
    foreign = accept(open_errand(foreign_officer, "外局密信"), office.stranger, foreign_officer)
    past = seat(office.organ, None, "郑退", "organ_head")
    callers = {
        "anonymous": Caller(),
        "unknown": Caller("no-such-token"),
        "officer": Caller(token_for(office.officer)),
        "colleague": Caller(token_for(office.colleague)),
        "head": Caller(token_for(office.head)),
        "legal": Caller(token_for(office.legal)),
        "clerk": Caller(token_for(office.clerk_of_other_unit)),
        "supervisor": Caller(token_for(office.supervisor)),
        "stranger": Caller(token_for(office.stranger)),
        "foreign_officer": Caller(token_for(foreign_officer)),
        "expired": Caller(token_for(office.officer, "raw-expired", expires_at=days_ago(1))),
        "stopped": Caller(token_for(office.officer, "raw-stopped", is_active=False)),
        "left": Caller(token_for(past, "raw-left")),
    }
    from fazhi.people.models import Post

    Post.objects.filter(pk=past.post_id).update(valid_to=date(2021, 1, 1))
    return Stage(office, fresh, running, foreign, foreign_officer, callers)


def asked(seen: CaptureQueriesContext) -> int:
    """How many statements were sent, but for those that count the caller's questions: they differ by the minute."""
    return sum("shell_askedcount" not in query["sql"] for query in seen.captured_queries)
