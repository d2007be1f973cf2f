"""Every change of a person stands in the ledger under the person's id: whole, without numbers, and not to be cut off."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from fazhi.kernel.errors import Incomplete, MovedOn
from fazhi.ledger import triggers
from fazhi.ledger.models import Event
from fazhi.ledger.services.verify import examine
from fazhi.people import sealing
from fazhi.people.actors import SYSTEM, Actor, actor_for_post
from fazhi.people.models import Organ, Person, Post, RecordEnd
from fazhi.people.recording import Change, tell
from fazhi.people.services.add_credential import add_credential
from fazhi.people.services.add_post import add_post
from fazhi.people.services.edit_person import edit_person
from fazhi.people.services.end_post import end_post
from fazhi.people.services.import_workbook import import_workbook
from fazhi.people.services.reset_password import reset_password
from fazhi.people.services.turn_credential import turn_credential
from fazhi.people.services.unlock_account import unlock_account
from fazhi.people.vocabulary import PostKind, RegionLevel
from fazhi.procedures import ledger_answers
from tests.factories.people import (
    AccountFactory,
    OrganFactory,
    PostFactory,
    RegionFactory,
    UnitFactory,
    id_no,
)
from tests.people.services.workbooks import GOOD, workbook

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PHONE = "0472-7654321"


@pytest.fixture
def bureau() -> Organ:
    region = RegionFactory(code="150202", level=RegionLevel.COUNTY)
    return OrganFactory(name="东区市场监督管理局", region=region)


@pytest.fixture
def admin(bureau: Organ) -> Actor:
    return actor_for_post(PostFactory(organ=bureau, unit=None, kind=PostKind.ADMIN))


@pytest.fixture
def officer(bureau: Organ) -> Post:
    post = PostFactory(organ=bureau, unit=UnitFactory(organ=bureau))
    AccountFactory(person=post.person)
    return post


def _edit(officer: Post, admin: Actor, **change: object) -> bool:
    wanted = {"name": "丙试三", "phone": PHONE, "is_active": True} | change
    return edit_person(officer.person_id, actor=admin, at=AT, **wanted)


def _chain(officer: Post) -> list[Event]:
    return list(Event.objects.filter(matter_id=officer.person_id).order_by("seq"))


def test_each_edit_goes_on_with_the_persons_chain(bureau: Organ, admin: Actor, officer: Post) -> None:
    who, by = officer.person_id, {"actor": admin, "at": AT}
    _edit(officer, admin)
    add_post(who, organ_id=bureau.pk, unit="", kind="clerk", title="", valid_from=date(2026, 1, 1),
             valid_to=None, **by)  # fmt: skip
    end_post(who, post_id=officer.pk, valid_to=date(2026, 11, 17), **by)
    paper = add_credential(who, kind="enforcement", number="A1", domains="", issuer="",
                           valid_from=date(2026, 1, 1), valid_to=None, **by)  # fmt: skip
    for turn in ("suspend", "restore", "cancel"):
        turn_credential(who, credential_id=paper.pk, turn=turn, **by)
    unlock_account(who, **by)
    _, password = reset_password(who, clear_codes=False, **by)
    chain = _chain(officer)
    assert [event.action.removeprefix("people.") for event in chain] == [
        "edited", "post_added", "post_ended", "credential_added", "credential_suspended", "credential_valid",
        "credential_cancelled", "account_unlocked", "password_reset",
    ]  # fmt: skip
    assert {(event.actor_id, event.payload["post"]) for event in chain} == {
        (admin.person_id, str(admin.post_id))
    }
    assert chain[2].payload["rows"][0]["altered"] == {"valid_to": "2026-11-17"}
    said = "".join(event.data for event in chain)
    assert PHONE not in said
    assert password not in said
    assert chain[0].payload["rows"][0]["altered"]["phone_digest"] == sealing.lookup_value(PHONE)
    report = examine()
    assert (report.finding, report.chains, report.events) == (None, 1, len(chain))


def test_an_import_begins_a_chain_for_each_person_and_organ(bureau: Organ) -> None:
    import_workbook(workbook(GOOD), actor=SYSTEM, at=AT)
    people, organs = Person.objects.count(), Organ.objects.exclude(pk=bureau.pk).count()
    report = examine()
    assert (report.finding, report.chains, report.events) == (None, people + organs, people + organs)
    said = "".join(Event.objects.values_list("data", flat=True))
    assert not any(secret in said for secret in (id_no(1), id_no(2), "0472-1", "first-密码-2026"))
    person = Person.objects.get(name="甲试一")
    rows = Event.objects.get(matter_id=person.pk).payload["rows"]
    assert [row["row"] for row in rows] == ["person", "account", "post", "credential"]
    assert rows[0]["made"]["id_no_digest"] == sealing.lookup_value(id_no(1))
    # The same once more changes nothing, and a try nothing at all.
    import_workbook(workbook(GOOD), actor=SYSTEM, at=AT)
    assert Event.objects.count() == report.events


def test_a_second_import_goes_on_with_the_same_chains(bureau: Organ) -> None:
    import_workbook(workbook(GOOD), actor=SYSTEM, at=AT)
    other = {**GOOD, "人员": [["姓名", "身份证号", "联系电话"], ["甲试一", id_no(1), PHONE]]}
    import_workbook(workbook(other), actor=SYSTEM, at=AT, dry_run=True)
    person = Person.objects.get(name="甲试一")
    assert Event.objects.filter(matter_id=person.pk).count() == 1
    import_workbook(workbook(other), actor=SYSTEM, at=AT)
    last = Event.objects.filter(matter_id=person.pk).order_by("-seq")[0]
    assert (last.seq, last.payload["rows"]) == (2, [
        {"row": "person", "id": str(person.pk), "altered": {"phone_digest": sealing.lookup_value(PHONE)}}
    ])  # fmt: skip
    assert examine().finding is None


def test_what_cannot_be_recorded_is_not_done(admin: Actor, officer: Post) -> None:
    """A chain that stands elsewhere than its end says: somebody wrote past it. Nothing is changed then."""
    _edit(officer, admin)
    RecordEnd.objects.filter(pk=officer.person_id).update(seq=0, head="")
    with pytest.raises(MovedOn, match="刚被他人办理"):
        _edit(officer, admin, name="丁试四")
    assert Person.objects.get(pk=officer.person_id).name == "丙试三"
    assert len(_chain(officer)) == 1


@pytest.mark.parametrize("harm", ["cut", "altered", "gone"])
def test_verification_finds_what_was_done_to_a_persons_record(admin: Actor, officer: Post, harm: str) -> None:
    _edit(officer, admin)
    _edit(officer, admin, is_active=False)
    # As for somebody who owns the database; the test's rollback brings them back.
    triggers.remove(connection)
    rows = Event.objects.filter(matter_id=officer.person_id)
    if harm == "cut":
        rows.filter(seq=2).delete()
    elif harm == "gone":
        rows.delete()
    else:
        event = rows.get(seq=2)
        rows.filter(seq=2).update(data=event.data.replace("false", "true"))
    finding = examine().finding
    assert finding is not None
    assert finding.matter_id == str(officer.person_id)


def test_a_record_says_whose_it_is(bureau: Organ, admin: Actor, officer: Post) -> None:
    assert ledger_answers.describe(officer.person_id)["姓名"] == officer.person.name
    assert ledger_answers.describe(bureau.pk)["机关"] == bureau.name
    assert ledger_answers.describe(officer.pk) == {}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_a_transaction(officer: Post) -> None:
    with pytest.raises(RuntimeError, match="同一事务"):
        tell([Change(officer.person_id, "people.edited", ())], actor=SYSTEM, at=AT)


def test_a_refusal_leaves_no_trace(admin: Actor, officer: Post) -> None:
    with pytest.raises(Incomplete, match="电话"):
        _edit(officer, admin, phone="x")
    assert not _chain(officer)
    assert not RecordEnd.objects.exists()
