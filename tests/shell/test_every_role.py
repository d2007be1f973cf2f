"""Everybody tries every page and every act of everybody else's matters; what is written in the definitions decides."""

import io
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from fazhi.archive.models import Enclosure
from fazhi.ledger.models import Event
from fazhi.papers.models import Paper
from fazhi.people.actors import Actor, actor_for_post
from fazhi.procedures import registry
from fazhi.procedures.models import Matter
from tests.factories.cases import SCAN, entered
from tests.shell import reading
from tests.shell.conftest import City, family

pytestmark = pytest.mark.django_db

INSIDE = (
    "officer",
    "officer2",
    "officer3",
    "unithead",
    "legal",
    "hearing",
    "head",
    "chief",
    "cashier",
    "admin",
)
OUTSIDE = (
    ("150203", "urban", "officer"),
    ("150203", "urban", "chief"),
    ("150203", "justice", "admin"),
    ("150204", "market", "officer"),
    ("150204", "market", "chief"),
    ("150204", "justice", "supervisor"),
    ("150200", "market", "chief"),
)
WATCHERS = (
    ("150200", "justice", "supervisor"),
    ("150203", "justice", "supervisor"),
    ("150200", "government", "leader"),
)
PAGES = ("", "sum/", "timeline/", "verify/", "dossier.zip")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals need not be written down one by one."""
    caplog.set_level("ERROR", logger="django.request")


@pytest.fixture(scope="module")
def matters(city: City, django_db_blocker: Any) -> list[Matter]:
    """One matter of each procedure and stage."""
    with django_db_blocker.unblock():
        found: dict[tuple[str, str], Matter] = {}
        for matter in family(city):
            found.setdefault((matter.procedure, matter.stage), matter)
        return list(found.values())


def person(city: City, who: str | tuple[str, str, str]) -> Actor:
    return city.team[who] if isinstance(who, str) else actor_for_post(city.people.posts[who])


def body(response: Any) -> str:
    """What a refusal says, without what differs each time."""
    return re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]+', r"\1", response.content.decode())


def plausible(matter: Matter, fields: list[dict[str, Any]], city: City) -> dict[str, Any]:
    """A form as somebody would fill it who has no idea whether he may."""
    domain = registry.domain_of(matter.procedure)
    today = timezone.localdate().isoformat()
    told: dict[str, Any] = {
        "text": "示例", "longtext": "示例内容", "date": today, "datetime": f"{today} 00:01", "money": "1", "integer": "1",
        "bool": "true", "person": str(city.team["officer2"].person_id), "persons": [str(city.team["officer2"].person_id)],
        "role": "handler", "passed_stage": "clue", "citation": "《行政处罚法》第三十四条",
    }  # fmt: skip
    form: dict[str, Any] = {}
    for field in fields:
        match field["type"]:
            case "choice" | "choices":
                form[field["name"]] = next(iter(domain.choices[field["choices"]].values))
            case "file" | "files":
                form[field["name"]] = SimpleUploadedFile("scan.pdf", SCAN)
            case kind:
                form[field["name"]] = told[kind]
    return form


def tried(client: Client, url: str, data: dict[str, Any]) -> Any:
    """Send a form and undo whatever it did."""
    with transaction.atomic():
        response = client.post(url, data)
        response.left = (Event.objects.count(), dict(Matter.objects.values_list("pk", "seq")))
        transaction.set_rollback(True)
    return response


def kept() -> tuple[int, dict[Any, int]]:
    """How many records there are, in all and of each matter."""
    return Event.objects.count(), dict(Matter.objects.values_list("pk", "seq"))


def addresses(matter: Matter) -> Iterator[str]:
    """Every page and file of a matter."""
    root = f"/matters/{matter.pk}/"
    yield from (f"{root}{page}" for page in PAGES)
    for paper in Paper.objects.filter(matter_id=matter.pk)[:1]:
        yield f"{root}papers/{paper.pk}.docx"
    for file in Enclosure.objects.filter(matter_id=matter.pk)[:1]:
        yield f"{root}files/{file.pk}"


def test_the_sample_covers_procedures_and_stages(matters: list[Matter]) -> None:
    assert {m.procedure for m in matters} >= {
        "enforcement.penalty", "enforcement.service", "enforcement.hearing", "review.legality", "disclosure.publication",
    }  # fmt: skip
    stages = {m.stage for m in matters if m.procedure == "enforcement.penalty"}
    assert stages == {"clue", "investigation", "review", "hearing", "performance"}


def test_a_stranger_is_asked_to_enter(city: City, matters: list[Matter]) -> None:
    client, before = Client(), kept()
    for matter in matters:
        for url in addresses(matter):
            answer = client.get(url)
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/login/"), url
        for key in reading.book(matter).actions():
            url = f"/matters/{matter.pk}/act/{key}/"
            assert client.get(url).url.startswith("/login/?next=")
            assert client.post(url, {"opinion": "同意"}).url.startswith("/login/?next=")
    assert kept() == before


@pytest.mark.parametrize("who", [*OUTSIDE, "admin"], ids=str)
def test_out_of_scope_is_as_if_it_did_not_exist(city: City, matters: list[Matter], who: Any) -> None:
    actor = person(city, who)
    client, before = entered(actor), kept()
    nowhere = body(client.get(f"/matters/{uuid4()}/"))
    assert "没有这一事项" in nowhere
    for matter in matters:
        assert not reading.sees(matter, actor), (who, matter.stage)
        for url in addresses(matter):
            answer = client.get(url)
            assert (answer.status_code, body(answer)) == (404, nowhere), url
        actions = reading.book(matter).actions()
        for key in (next(iter(actions)), list(actions)[-1], "no_such_step"):
            url = f"/matters/{matter.pk}/act/{key}/"
            form = plausible(matter, reading.book(matter).fields(actions.get(key, {})), city)
            for answer in (client.get(url), client.post(url, form)):
                assert (answer.status_code, body(answer)) == (404, nowhere), url
    assert kept() == before


@pytest.mark.parametrize("who", [*(w for w in INSIDE if w != "admin"), *WATCHERS], ids=str)
def test_pages_and_acts_answer_as_it_is_written(city: City, matters: list[Matter], who: Any) -> None:
    """Every page of every matter, and by HTTP each answer once for each procedure; `test_every_act` has them all."""
    actor = person(city, who)
    client, before = entered(actor), kept()
    nowhere = body(client.get(f"/matters/{uuid4()}/"))
    sent: set[tuple[str, str]] = set()
    for matter in matters:
        standing = reading.Standing(matter)
        if not standing.sees(actor):
            answer = client.get(f"/matters/{matter.pk}/")
            assert (answer.status_code, body(answer)) == (404, nowhere), (who, matter)
            continue
        for url in addresses(matter):
            assert client.get(url).status_code == 200, (matter.procedure, matter.stage, url)
        for key, action in standing.book.actions().items():
            promised = standing.answer(actor, action)
            if (matter.procedure, promised) not in sent:
                sent.add((matter.procedure, promised))
                _try(client, city, matter, key, action, promised)
        for opening in (standing.book.body["opens_with"], "no_such_step"):
            assert client.get(f"/matters/{matter.pk}/act/{opening}/").status_code == 404
            assert client.post(f"/matters/{matter.pk}/act/{opening}/", {}).status_code == 404
    assert kept() == before


def _try(client: Client, city: City, matter: Matter, key: str, action: dict[str, Any], promised: str) -> None:
    url, before = f"/matters/{matter.pk}/act/{key}/", kept()
    case = f"{matter.procedure} {matter.stage} {key}"
    expected = {"WrongStage": {409}, "NotYourPart": {403}, "may": {302, 409, 422}}[promised]
    for form in ({}, plausible(matter, reading.book(matter).fields(action), city)):
        answer = tried(client, url, form)
        assert answer.status_code in expected, case
        if answer.status_code != 302:
            assert answer.left == before, case
        else:
            assert answer.left[1][matter.pk] > before[1][matter.pk], case
    assert client.get(url).status_code in ({200, 409} if promised == "may" else expected), case


def test_a_bundle_of_the_dossier_is_a_zip(city: City) -> None:
    matter = city.cases["performance"].matter
    answer = entered(city.team["officer"]).get(f"/matters/{matter.pk}/dossier.zip")
    assert io.BytesIO(b"".join(answer.streaming_content)).read(2) == b"PK"
