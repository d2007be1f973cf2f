"""Pages of registers: by scope in the office, what is published for everybody."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fazhi.people.actors import Actor
from fazhi.people.middleware import POST_KEY
from fazhi.people.models import Account
from fazhi.registers import services
from fazhi.registers.models import Entry, Register
from fazhi.registers.rules.kinds import BENCHMARK
from tests.procedures.conftest import Office, at, office
from tests.registers.test_registers import ROWS, as_csv, broken

__all__ = ["office"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.registers.urls")]


def seated(actor: Actor) -> Client:
    """A browser in which this person has entered."""
    account = Account.objects.create(username=actor.name, person_id=actor.person_id)
    client = Client()
    client.force_login(account)
    session = client.session
    session[POST_KEY] = str(actor.post_id)
    session.save()
    return client


@pytest.fixture
def register(office: Office) -> Register:
    made = services.open_register(
        BENCHMARK.key, owner=office.organ, region=office.organ.region, at=at("2026-03-02")
    )
    services.import_entries(made, as_csv(ROWS), "a.csv", actor=office.legal, at=at("2026-03-02"))
    Entry.objects.filter(code="SJ-2").update(valid_to=None)
    return made


def test_the_office_reads_and_brings_in(register: Register, office: Office) -> None:
    client = seated(office.legal)
    assert register.title in client.get("/registers/").content.decode()
    listed = client.get(f"/registers/{register.pk}/?q=过期").content.decode()
    assert "SJ-1" in listed
    assert "SJ-2" not in listed
    entry = Entry.objects.get(code="SJ-1")
    shown = client.get(reverse("registers:entry", args=[entry.pk])).content.decode()
    assert "再次违法" in shown
    assert "从重" in shown
    for name in ("export", "template"):
        got = client.get(reverse(f"registers:{name}", args=[register.pk]))
        assert got.content.startswith(b"PK")

    def sent(content: bytes, name: str = "a.csv") -> Any:
        return client.post(
            reverse("registers:import", args=[register.pk]), {"table": SimpleUploadedFile(name, content)}
        )

    changed = [row[:] for row in ROWS]
    changed[0][2], changed[0][16] = "2026-08-01", "70000"
    assert "修订1条" in sent(as_csv(changed)).content.decode()
    wrong = sent(broken(0, "下限", "五万"))
    assert wrong.status_code == 422
    assert "第2行“下限”" in wrong.content.decode()
    assert sent(b"x", "a.exe").status_code == 422
    assert client.post(reverse("registers:import", args=[register.pk])).status_code == 422


def test_who_may_not_change_is_told_and_who_may_not_see_sees_nothing(
    register: Register, office: Office
) -> None:
    client = seated(office.officer)
    address = reverse("registers:import", args=[register.pk])
    assert client.get(address).status_code == 403
    upload = SimpleUploadedFile("a.csv", as_csv(ROWS))
    assert client.post(address, {"table": upload}).status_code == 403
    from fazhi.people.models import Organ, Region
    from tests.procedures.conftest import seat

    far = Region.objects.create(code="150300", name="他市", path="002", level=2)
    organ = Organ.objects.create(name="他市局", kind="department", region=far, doc_word="他")
    stranger = seated(seat(organ, None, "远人", "organ_head"))
    assert stranger.get(f"/registers/{register.pk}/").status_code == 404
    assert register.title not in stranger.get("/registers/").content.decode()
    assert Client().get("/registers/").status_code == 302


def test_the_public_sees_what_is_published_and_in_force(register: Register, office: Office) -> None:
    visitor = Client()
    assert str(register.pk) not in visitor.get("/lists/").content.decode()
    entry = Entry.objects.get(code="SJ-1")
    for address in (f"/lists/{register.pk}/", f"/lists/entries/{entry.pk}/"):
        assert visitor.get(address).status_code == 404
    services.publish_entry(entry, actor=office.legal)
    assert str(register.pk) in visitor.get("/lists/").content.decode()
    listed = visitor.get(f"/lists/{register.pk}/")
    assert "SJ-1" in listed.content.decode()
    assert "SJ-2" not in listed.content.decode()
    assert not listed.cookies
    shown = visitor.get(f"/lists/entries/{entry.pk}/").content.decode()
    assert "销售过期食品" in shown
    assert "示例" in shown
    services.repeal_entry(entry, last_day=date(2026, 3, 1), note="废止", actor=office.legal)
    assert "SJ-1" not in visitor.get(f"/lists/{register.pk}/").content.decode()
    assert visitor.get(f"/lists/entries/{entry.pk}/").status_code == 200
