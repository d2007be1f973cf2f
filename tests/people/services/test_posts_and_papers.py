"""Posts and papers of one person, one by one: what is taken, what is refused, and that a refusal leaves all as it was."""

from datetime import date

import pytest

from fazhi.kernel.errors import Incomplete, NotYourPart, OutOfScope
from fazhi.people.models import Credential, Post
from fazhi.people.services.add_credential import add_credential
from fazhi.people.services.add_post import add_post
from fazhi.people.services.end_post import end_post
from fazhi.people.services.turn_credential import turn_credential
from fazhi.people.vocabulary import CredentialStatus, PostKind
from tests.factories.people import CredentialFactory, PostFactory

pytestmark = pytest.mark.django_db
POST = {
    "unit": "",
    "kind": "officer",
    "title": "",
    "valid_from": date(2026, 11, 18),
    "valid_to": None,
}
PAPER = {
    "kind": "enforcement",
    "number": "150203000001",
    "domains": "市场监管、知识产权",
    "issuer": "",
    "valid_from": date(2026, 1, 1),
    "valid_to": date(2030, 12, 31),
}


@pytest.fixture
def admin(country):
    return country.actor(PostKind.ADMIN)


@pytest.fixture
def officer(country):
    """Of the administrator's own bureau, in its first unit."""
    return country.post(PostKind.OFFICER, unit=country.first)


def _faults(act, *args, **values):
    with pytest.raises(Incomplete) as caught:
        act(*args, **values)
    return {fault.field: fault.sentence for fault in caught.value.faults}


def test_a_post_is_added(admin, officer, country, at):
    post = add_post(
        officer.person_id, organ_id=country.market.pk, actor=admin, at=at, **(POST | {"unit": " 二队 "})
    )
    stored = Post.objects.get(pk=post.pk)
    assert (stored.unit, stored.kind, stored.valid_to) == (country.second, "officer", None)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"unit": "三队"}, "unit", "现有：一队、二队"),
        ({"kind": "emperor"}, "kind", "没有这种岗位"),
        ({"kind": "supervisor"}, "kind", "只能任职于司法行政机关"),
        ({"kind": "leader"}, "kind", "只能任职于人民政府"),
        ({"valid_to": date(2026, 11, 17)}, "valid_to", "早于任职起始日"),
        ({"valid_from": date(1, 1, 1)}, "valid_from", "年份不合情理"),
        ({"valid_to": date(9999, 12, 31)}, "valid_to", "年份不合情理"),
        ({"title": "长" * 61}, "title", "不超过60个字"),
        ({"unit": "一队"}, "valid_from", "任期不能重叠"),
        ({"unit": "一队", "valid_from": date(2019, 1, 1)}, "valid_from", "任期不能重叠"),
    ],
)
def test_a_post_that_cannot_be_is_told_at_its_field(admin, officer, country, at, change, field, words):
    before = Post.objects.count()
    faults = _faults(
        add_post, officer.person_id, organ_id=country.market.pk, actor=admin, at=at, **(POST | change)
    )
    assert words in faults[field]
    assert Post.objects.count() == before


def test_a_post_in_another_organ_is_refused(admin, officer, country, at):
    faults = _faults(add_post, officer.person_id, organ_id=country.farming.pk, actor=admin, at=at, **POST)
    assert "不归您管理" in faults["organ"]


def test_who_is_out_of_use_gets_no_post(admin, officer, country, at):
    officer.person.is_active = False
    officer.person.save()
    faults = _faults(add_post, officer.person_id, organ_id=country.market.pk, actor=admin, at=at, **POST)
    assert "已停用" in faults["organ"]


def test_a_post_is_ended_and_can_then_be_given_again(admin, officer, country, at):
    end_post(officer.person_id, post_id=officer.pk, valid_to=date(2026, 11, 17), actor=admin, at=at)
    officer.refresh_from_db()
    assert officer.valid_to == date(2026, 11, 17)
    add_post(officer.person_id, organ_id=country.market.pk, actor=admin, at=at, **(POST | {"unit": "一队"}))


@pytest.mark.parametrize(
    ("held", "last", "field", "words"),
    [
        ({}, date(2019, 12, 31), "valid_to", "早于任职起始日2020-01-01"),
        ({}, date(9000, 1, 1), "valid_to", "年份不合情理"),
        ({"valid_to": date(2025, 1, 1)}, date(2026, 1, 1), "post", "已于2025-01-01结束"),
        ({"valid_to": date(2027, 1, 1)}, date(2028, 1, 1), "valid_to", "只能提前结束"),
    ],
)
def test_an_end_that_cannot_be_is_told_at_its_field(admin, officer, country, at, held, last, field, words):
    post = PostFactory(person=officer.person, organ=country.market, unit=country.second, **held)
    faults = _faults(end_post, officer.person_id, post_id=post.pk, valid_to=last, actor=admin, at=at)
    assert words in faults[field]
    assert Post.objects.get(pk=post.pk).valid_to == held.get("valid_to")


def test_nobody_ends_the_post_by_which_he_acts(admin, at):
    faults = _faults(
        end_post, admin.person_id, post_id=admin.post_id, valid_to=date(2026, 11, 18), actor=admin, at=at
    )
    assert "您正在使用的岗位" in faults["post"]


def test_anothers_post_cannot_be_ended_under_this_name(admin, officer, country, at):
    elsewhere = PostFactory(person=officer.person, organ=country.farming, unit=None)
    colleague = country.post(PostKind.OFFICER, unit=country.second)
    for post in (elsewhere, colleague):
        with pytest.raises(OutOfScope):
            end_post(officer.person_id, post_id=post.pk, valid_to=date(2026, 11, 18), actor=admin, at=at)
        assert Post.objects.get(pk=post.pk).valid_to is None


def test_a_paper_is_registered(admin, officer, at):
    paper = add_credential(officer.person_id, actor=admin, at=at, **(PAPER | {"number": " 150203 000001 "}))
    stored = Credential.objects.get(pk=paper.pk)
    assert (stored.number, stored.domains, stored.status) == (
        "150203 000001",
        ["市场监管", "知识产权"],
        CredentialStatus.VALID,
    )


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"number": " "}, "number", "请填写证件编号"),
        ({"number": "9" * 41}, "number", "不超过40个字"),
        ({"kind": "driving"}, "kind", "没有这种证件"),
        ({"kind": "legal_profession"}, "domains", "不分执法领域"),
        ({"valid_to": date(2025, 12, 31)}, "valid_to", "有效期止早于有效期起"),
        ({"valid_from": date(1900, 1, 1)}, "valid_from", "年份不合情理"),
    ],
)
def test_a_paper_that_cannot_be_is_told_at_its_field(admin, officer, at, change, field, words):
    faults = _faults(add_credential, officer.person_id, actor=admin, at=at, **(PAPER | change))
    assert words in faults[field]
    assert not Credential.objects.exists()


@pytest.mark.parametrize(("own", "words"), [(True, "此人名下"), (False, "另一人名下")])
def test_a_number_is_registered_once(admin, officer, country, at, own, words):
    holder = officer.person if own else country.post(PostKind.OFFICER, country.west_market).person
    CredentialFactory(person=holder, number=PAPER["number"])
    faults = _faults(add_credential, officer.person_id, actor=admin, at=at, **PAPER)
    assert words in faults["number"]
    assert Credential.objects.count() == 1


TURNS = {
    ("valid", "suspend"): "suspended",
    ("valid", "restore"): None,
    ("valid", "cancel"): "cancelled",
    ("suspended", "suspend"): None,
    ("suspended", "restore"): "valid",
    ("suspended", "cancel"): "cancelled",
    ("cancelled", "suspend"): None,
    ("cancelled", "restore"): None,
    ("cancelled", "cancel"): None,
    ("valid", "burn"): None,
}


@pytest.mark.parametrize(("before", "turn"), TURNS, ids="-".join)
def test_a_paper_turns_only_as_it_can(admin, officer, at, before, turn):
    paper = CredentialFactory(person=officer.person, status=before)
    after = TURNS[before, turn]
    asked = {"credential_id": paper.pk, "turn": turn, "actor": admin, "at": at}
    if after is None:
        assert "turn" in _faults(turn_credential, officer.person_id, **asked)
    else:
        turn_credential(officer.person_id, **asked)
    paper.refresh_from_db()
    assert paper.status == (after or before)


def test_anothers_paper_cannot_be_turned_under_this_name(admin, officer, country, at):
    paper = CredentialFactory(person=country.post(PostKind.OFFICER, unit=country.second).person)
    with pytest.raises(OutOfScope):
        turn_credential(officer.person_id, credential_id=paper.pk, turn="cancel", actor=admin, at=at)


@pytest.mark.parametrize("kind", [kind for kind in PostKind if kind != PostKind.ADMIN], ids=str)
def test_no_other_post_of_the_bureau_keeps_people(officer, country, at, kind):
    actor = country.actor(kind)
    paper = CredentialFactory(person=officer.person)
    for act, asked in (
        (add_post, POST | {"organ_id": country.market.pk}),
        (end_post, {"post_id": officer.pk, "valid_to": date(2026, 11, 18)}),
        (add_credential, PAPER),
        (turn_credential, {"credential_id": paper.pk, "turn": "cancel"}),
    ):
        with pytest.raises(NotYourPart):
            act(officer.person_id, actor=actor, at=at, **asked)
