"""Every page and every endpoint by everybody: the list in `rooms` holds all there are, and who may enter each."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from fazhi.archive.models import Enclosure
from fazhi.disclosure.models import Publication
from fazhi.law.services.import_folder import import_folder
from fazhi.ledger.services.checkpoint import make
from fazhi.notices.models import Notice
from fazhi.papers.models import Paper
from fazhi.people.actors import actor_for_post
from fazhi.people.models import Organ
from fazhi.procedures.models import Matter
from fazhi.registers.models import Entry
from tests.factories.cases import entered
from tests.shell import rooms
from tests.shell.conftest import City, days_ago
from tests.shell.test_every_act import PLACES, named

pytestmark = pytest.mark.django_db

LAW = """# 中华人民共和国虚构测试法

2019年3月1日 虚构大会第一次会议通过

<!-- INFO END -->

第一条 为了测试，制定本法。
"""
ROLES = {named(place): place for place in PLACES}


@pytest.fixture
def ground(city: City, tmp_path: Path) -> rooms.Ground:
    """A published case with papers and files, a list, a law, and a stored checkpoint."""
    now = timezone.now()
    (tmp_path / "虚构测试法(2019-03-01).md").write_text(LAW, encoding="utf-8")
    import_folder(tmp_path, at=now)
    case = city.cases["performance"]
    publication = case.publish(days_ago(27))
    entry = Entry.objects.filter(status="in_force").order_by("pk")[0]
    case.matter.refresh_from_db()
    file = Enclosure.objects.filter(matter_id=case.matter.pk)[0]
    checkpoint = make(now)
    names: dict[str, Any] = {
        "matter": case.matter.pk,
        "publication": publication.pk,
        "paper": Paper.objects.filter(matter_id=case.matter.pk)[0].pk,
        "file": file.pk,
        "digest": file.blob_id,
        "person": city.team["officer"].person_id,
        "notice": Notice.objects.all()[0].pk,
        "register": entry.register_id,
        "entry": entry.pk,
        "region": Organ.objects.get(pk=case.matter.organ_id).region.code,
        "item": Publication.objects.get(pk=publication.pk).public_id,
        "checkpoint": checkpoint.pk,
        "clock": case.matter.clocks.all()[0].key,
    }
    organ = Organ.objects.select_related("region").get(pk=case.matter.organ_id)
    return rooms.Ground(case.matter, publication, organ, entry.register, names)


def test_no_page_and_no_endpoint_is_left_out() -> None:
    written = {name for name in rooms.PAGES if not name.startswith(rooms.LIBRARY)}
    found = {name for name, _ in rooms.patterns() if not name.startswith(rooms.LIBRARY)}
    assert found == written | rooms.ELSEWHERE
    asked = {path for method, path in rooms.operations() if method == "GET"}
    assert {path for path in asked if not path.startswith(rooms.EVERYBODYS)} == set(rooms.ENDPOINTS)
    posted = {path for method, path in rooms.operations() if method != "GET"}
    assert {path for path in posted if not path.startswith(rooms.EVERYBODYS)} == {
        "/matters",
        "/matters/{matter_id}/actions/{action}",
    }


@pytest.mark.parametrize("who", ["nobody", *ROLES])
def test_each_door_opens_to_whom_it_should(city: City, ground: rooms.Ground, who: str) -> None:
    actor = None if who == "nobody" else actor_for_post(city.people.posts[ROLES[who]])
    client = Client() if actor is None else entered(actor)
    wrong = []
    for name, (address, rule) in rooms.PAGES.items():
        came = client.get(address.format(**ground.names)).status_code
        if came != (promised := rule(ground, actor)):
            wrong.append(f"{name}: promised {promised}, came {came}")
    for path, (query, rule) in rooms.ENDPOINTS.items():
        address = path.format(
            matter_id=ground.names["matter"], key=ground.names["clock"] if "clocks" in path else "enforcement.penalty",
            digest=ground.names["digest"], paper_id=ground.names["paper"], form="pdf",
            measure_key="enforcement.filed",
        )  # fmt: skip
        answer = client.get(f"/api/v1{address}{query}")
        if answer.status_code != (promised := rule(ground, actor)):
            wrong.append(f"{path}: promised {promised}, came {answer.status_code}")
    assert wrong == []


def test_lists_hold_what_one_may_see_and_nothing_else(city: City, ground: rooms.Ground) -> None:
    for place in ROLES.values():
        actor = actor_for_post(city.people.posts[place])
        listed = {row["id"] for row in entered(actor).get("/api/v1/matters?limit=200").json()["items"]}
        seen = {str(m.pk) for m in Matter.objects.all() if rooms.Standing(m).sees(actor)}
        assert listed == seen, place


PUBLIC = ("law:list", "registers:lists", "registers:list", "registers:public_entry", "portal:home",
          "portal:list", "portal:item", "portal:verify", "portal:checkpoints", "portal:calculator")  # fmt: skip


def framed(city: City, address: str) -> None:
    """The page has the office's frame for who has entered, and for the public its own."""
    officer = city.team["officer"]
    outside, inside = Client().get(address), entered(officer).get(address)
    assert (outside.status_code, inside.status_code) == (200, 200), address
    for mark, here, there in (
        ('aria-label="主导航"', inside, outside),
        (f"<summary>{officer.name}</summary>", inside, outside),
        ('href="/desk/"', inside, outside),
        ("工作人员登录", outside, inside),
    ):
        assert mark in here.content.decode(), mark
        assert mark not in there.content.decode(), mark
    assert inside.content.decode().count("<main") == 1
    assert "public" not in inside.get("Cache-Control", "")


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_have_the_frame_of_the_office_for_who_has_entered(
    city: City, ground: rooms.Ground, name: str
) -> None:
    framed(city, rooms.PAGES[name][0].format(**ground.names))


def test_so_do_the_pages_of_laws_and_articles(city: City, ground: rooms.Ground) -> None:
    listed = Client().get("/law/?q=虚构测试法").content.decode()
    law = f"/law/{quote('虚构测试法')}/"
    assert f'href="{law}' in listed
    article = next(url for url in re.findall(r'href="(/law/[^"?#]+/1/)', Client().get(law).content.decode()))
    for address in (law, article):
        framed(city, address)
