"""A person's own data and account: whose they are to change, and what cannot be."""

from datetime import date, timedelta

import pytest

from fazhi.kernel.errors import Incomplete, NotYourPart, OutOfScope
from fazhi.people.errors import LoginRefused
from fazhi.people.models import Person
from fazhi.people.services.edit_person import edit_person
from fazhi.people.services.login import log_in
from fazhi.people.services.reset_password import reset_password
from fazhi.people.services.unlock_account import unlock_account
from fazhi.people.vocabulary import PostKind
from tests.factories.people import PASSWORD, AccountFactory, PostFactory

pytestmark = pytest.mark.django_db
WANTED = {"name": "丙试三", "phone": "0472-1234567", "is_active": True}


@pytest.fixture
def admin(country):
    return country.actor(PostKind.ADMIN)


@pytest.fixture
def officer(country):
    return country.post(PostKind.OFFICER, unit=country.first)


@pytest.fixture
def account(officer):
    return AccountFactory(person=officer.person)


def test_what_differs_is_set_and_what_is_the_same_is_no_change(admin, officer, at):
    asked = WANTED | {"name": "  丙试三 "}
    assert edit_person(officer.person_id, actor=admin, at=at, **asked)
    assert not edit_person(officer.person_id, actor=admin, at=at, **WANTED)
    stored = Person.objects.get(pk=officer.person_id)
    assert (stored.name, stored.phone, stored.is_active) == ("丙试三", "0472-1234567", True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"phone": "打我电话"}, "phone"),
        ({"phone": "1" * 21}, "phone"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_saved(admin, officer, at, change, field):
    before = Person.objects.filter(pk=officer.person_id).values().get()
    with pytest.raises(Incomplete) as caught:
        edit_person(officer.person_id, actor=admin, at=at, **(WANTED | change))
    assert [fault.field for fault in caught.value.faults] == [field]
    assert Person.objects.filter(pk=officer.person_id).values().get() == before


def test_who_is_out_of_use_cannot_enter_and_may_be_brought_back(admin, account, at):
    edit_person(account.person_id, actor=admin, at=at, **(WANTED | {"is_active": False}))
    with pytest.raises(LoginRefused):
        log_in(username=account.username, password=PASSWORD, ip=None, at=at)
    edit_person(account.person_id, actor=admin, at=at, **WANTED)
    assert log_in(username=account.username, password=PASSWORD, ip=None, at=at).account == account


def test_nobody_puts_himself_out_of_use(admin, at):
    with pytest.raises(Incomplete, match="不能停用本人"):
        edit_person(admin.person_id, actor=admin, at=at, name="自己", phone="", is_active=False)


@pytest.mark.parametrize("begins", [date(2020, 1, 1), date(2027, 1, 1)], ids=["sits", "will-sit"])
def test_who_sits_elsewhere_too_keeps_his_data_and_account(admin, account, country, at, begins):
    """Else the administrator of one bureau could enter another by a password that he set."""
    PostFactory(person=account.person, organ=country.farming, unit=None, valid_from=begins)
    before = account.password
    with pytest.raises(NotYourPart, match="管理范围之外"):
        edit_person(account.person_id, actor=admin, at=at, **WANTED)
    with pytest.raises(NotYourPart, match="管理范围之外"):
        reset_password(account.person_id, clear_codes=True, actor=admin, at=at)
    with pytest.raises(NotYourPart, match="管理范围之外"):
        unlock_account(account.person_id, actor=admin, at=at)
    account.refresh_from_db()
    assert account.password == before


def test_who_has_left_for_another_bureau_is_gone(admin, account, country, at):
    account.person.posts.update(valid_to=date(2026, 1, 1))
    PostFactory(person=account.person, organ=country.farming, unit=None)
    with pytest.raises(OutOfScope):
        edit_person(account.person_id, actor=admin, at=at, **WANTED)


def test_a_locked_account_is_opened_and_keeps_its_password(admin, account, at):
    account.failed_count, account.failed_at = 5, at
    account.locked_until = at + timedelta(minutes=15)
    account.save()
    unlock_account(account.person_id, actor=admin, at=at)
    assert log_in(username=account.username, password=PASSWORD, ip=None, at=at).account == account


def test_a_reset_password_enters_once_and_must_be_changed(admin, account, at):
    account.totp_secret, account.totp_since = "v1:x", at
    account.save()
    _, new = reset_password(account.person_id, clear_codes=True, actor=admin, at=at)
    admitted = log_in(username=account.username, password=new, ip=None, at=at)
    assert (admitted.account.must_change_password, admitted.needs_code) == (True, False)
    _, other = reset_password(account.person_id, clear_codes=False, actor=admin, at=at)
    assert other != new


def test_nobody_resets_his_own_password_here(admin, at):
    AccountFactory(person=Person.objects.get(pk=admin.person_id))
    with pytest.raises(NotYourPart, match="账号与岗位"):
        reset_password(admin.person_id, clear_codes=True, actor=admin, at=at)


def test_who_has_no_account_has_none_to_open(admin, officer, at):
    with pytest.raises(OutOfScope, match="没有账号"):
        unlock_account(officer.person_id, actor=admin, at=at)
