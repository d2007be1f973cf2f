"""The page on which one person is edited, by everybody and with what nobody should send."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.ids import new_id
from fazhi.people.models import Credential, Person, Post
from fazhi.people.vocabulary import PostKind
from tests.factories.people import AccountFactory, CredentialFactory, PostFactory

pytestmark = pytest.mark.django_db
DETAILS = {"do": "details", "details-name": "丙试三", "details-phone": "0472-1", "details-is_active": "on"}


@pytest.fixture
def officer(country):
    post = country.post(PostKind.OFFICER, unit=country.first)
    AccountFactory(person=post.person, username="jingban")
    return post


@pytest.fixture
def admin(enter, country):
    return enter(country.post(PostKind.ADMIN))


def _page(post):
    return f"/people/{post.person_id}/edit/"


def test_the_card_leads_to_the_page_and_the_page_saves(admin, officer):
    assert _page(officer) in admin.get(f"/people/{officer.person_id}/").content.decode()
    answer = admin.post(_page(officer), DETAILS, follow=True)
    assert answer.redirect_chain[0][1] == 302
    page = answer.content.decode()
    assert "登记信息已保存" in page
    assert 'value="丙试三"' in page


def test_posts_and_papers_through_the_page(admin, officer, country):
    today = timezone.localdate().isoformat()
    for sent in (
        {"do": "add_post", "add_post-organ": country.market.pk, "add_post-unit": "二队",
         "add_post-kind": "clerk", "add_post-valid_from": today},
        {"do": "end_post", "end_post-post": officer.pk, "end_post-valid_to": today},
        {"do": "add_credential", "add_credential-kind": "enforcement", "add_credential-number": "A1",
         "add_credential-valid_from": today},
    ):  # fmt: skip
        assert admin.post(_page(officer), sent).status_code == 302, sent
    paper = Credential.objects.get(person=officer.person)
    turn = {"turn_credential-credential": paper.pk, "turn_credential-turn": "suspend"}
    assert admin.post(_page(officer), {"do": "turn_credential", **turn}).status_code == 302
    officer.refresh_from_db()
    paper.refresh_from_db()
    assert (officer.valid_to.isoformat(), paper.status) == (today, "suspended")
    assert Post.objects.filter(person=officer.person, kind="clerk", unit=country.second).exists()


def test_a_new_password_is_shown_once_and_never_kept_by_the_browser(admin, officer):
    answer = admin.post(_page(officer), {"do": "reset"})
    password = answer.context["given"]["password"]
    assert password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert password not in admin.get(_page(officer)).content.decode()
    officer.person.account.refresh_from_db()
    assert officer.person.account.check_password(password)
    assert officer.person.account.must_change_password


def test_an_account_that_is_locked_is_opened(admin, officer):
    account = officer.person.account
    account.failed_count, account.locked_until = 5, timezone.now() + timedelta(minutes=9)
    account.save()
    assert "锁定至" in admin.get(_page(officer)).content.decode()
    assert admin.post(_page(officer), {"do": "unlock"}).status_code == 302
    account.refresh_from_db()
    assert (account.failed_count, account.locked_until) == (0, None)


BAD = {
    "no-name": (DETAILS | {"details-name": ""}, "details-name"),
    "odd-phone": (DETAILS | {"details-phone": "<b>"}, "details-phone"),
    "nul": (DETAILS | {"details-name": "a\0b"}, "details-name"),
    "no-such-day": ({"do": "add_credential", "add_credential-kind": "enforcement", "add_credential-number": "A",
                     "add_credential-valid_from": "2026-02-30"}, "add_credential-valid_from"),
    "forged-organ": ({"do": "add_post", "add_post-organ": str(new_id())}, "add_post-organ"),
    "odd-organ": ({"do": "add_post", "add_post-organ": "' OR 1=1"}, "add_post-organ"),
    "forged-post": ({"do": "end_post", "end_post-post": str(new_id())}, "end_post-post"),
    "forged-paper": ({"do": "turn_credential", "turn_credential-credential": "1"}, "turn_credential-credential"),
    "nothing": ({"do": "add_post"}, "add_post-valid_from"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_is_told_at_the_field_and_nothing_is_saved(admin, officer, what):
    sent, field = BAD[what]
    before = Person.objects.filter(pk=officer.person_id).values().get()
    answer = admin.post(_page(officer), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}_error"' in page
    assert Person.objects.filter(pk=officer.person_id).values().get() == before
    assert (Post.objects.filter(person=officer.person).count(), Credential.objects.count()) == (1, 0)


def test_rows_of_others_are_no_choice(admin, officer, country):
    other = country.post(PostKind.OFFICER, country.farming)
    paper = CredentialFactory(person=other.person)
    today = timezone.localdate().isoformat()
    for sent in (
        {"do": "end_post", "end_post-post": other.pk, "end_post-valid_to": today},
        {"do": "turn_credential", "turn_credential-credential": paper.pk, "turn_credential-turn": "cancel"},
        {"do": "add_post", "add_post-organ": country.farming.pk, "add_post-kind": "clerk",
         "add_post-valid_from": today},
    ):  # fmt: skip
        answer = admin.post(_page(officer), sent)
        assert (answer.status_code, "不归您管理" in answer.content.decode()) == (422, True)
    other.refresh_from_db()
    paper.refresh_from_db()
    assert (other.valid_to, paper.status) == (None, "valid")


@pytest.mark.parametrize("do", ["", "delete", "details__", "__class__"])
def test_an_act_that_is_none_is_not_found(admin, officer, do):
    assert admin.post(_page(officer), {"do": do}).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in PostKind if kind != PostKind.ADMIN], ids=str)
def test_others_of_the_bureau_are_refused(enter, country, officer, kind):
    client = enter(country.post(kind))
    assert _page(officer) not in client.get(f"/people/{officer.person_id}/").content.decode()
    assert client.get(_page(officer)).status_code == 403
    assert client.post(_page(officer), DETAILS).status_code == 403
    assert Person.objects.get(pk=officer.person_id).name == officer.person.name


def test_who_has_not_entered_is_sent_to_the_door(client, officer):
    for answer in (client.get(_page(officer)), client.post(_page(officer), DETAILS)):
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/login/")


PLACES = {"own": "market", "county": "east_justice", "city": "city_justice", "government": "government",
          "sideways": "farming", "next-county": "west_market"}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_an_administrator_edits_whom_he_manages(enter, country, officer, place):
    client = enter(country.post(PostKind.ADMIN, getattr(country, PLACES[place])))
    manages = place in {"own", "county", "city", "government"}
    assert client.get(_page(officer)).status_code == (200 if manages else 404)
    assert client.post(_page(officer), DETAILS).status_code == (302 if manages else 404)


def test_a_supervisor_of_the_justice_bureau_edits_too(enter, country, officer):
    client = enter(country.post(PostKind.SUPERVISOR, country.east_justice))
    assert client.post(_page(officer), DETAILS).status_code == 302


def test_who_sits_elsewhere_too_shows_posts_and_papers_only(admin, officer, country):
    PostFactory(person=officer.person, organ=country.farming, unit=None)
    page = admin.get(_page(officer)).content.decode()
    assert "由其他机关办理" in page
    assert "东区农牧局" not in page
    for do in ("details", "reset", "unlock"):
        assert admin.post(_page(officer), DETAILS | {"do": do}).status_code == 404


def test_who_is_out_of_use_is_found_by_the_filter(admin, officer):
    admin.post(_page(officer), {key: DETAILS[key] for key in DETAILS if "is_active" not in key})
    assert "丙试三" not in admin.get("/people/").content.decode()
    found = admin.get("/people/", {"state": "retired"})
    assert [person.name for person in found.context["page"].people] == ["丙试三"]
    assert "已停用" in admin.get(_page(officer)).content.decode()


def test_nobody_puts_himself_out_of_use_and_is_told_at_the_field(enter, country):
    post = country.post(PostKind.ADMIN)
    client = enter(post)
    answer = client.post(_page(post), {"do": "details", "details-name": "自己"})
    assert (answer.status_code, Person.objects.get(pk=post.person_id).is_active) == (422, True)
    assert 'id="id_details-is_active_error">不能停用本人' in answer.content.decode()
    # Nor does he set his own password without the old one.
    assert client.post(_page(post), {"do": "reset"}).status_code == 403
