from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from fazhi.people.middleware import SEEN_KEY
from fazhi.people.models import Account, Post
from fazhi.people.vocabulary import PostKind
from tests.factories.people import PASSWORD, AccountFactory, PostFactory

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?text=a"}


@pytest.fixture
def officer(country):
    return country.post(PostKind.OFFICER, country.market, country.first)


def test_the_actor_costs_one_query_and_the_session_one(enter, officer, django_assert_num_queries):
    client = enter(officer)
    with django_assert_num_queries(2):
        # The template of the import reads nothing: what is left is the session, and the actor with account and post.
        answer = client.get("/people/template/")
    actor = answer.wsgi_request.actor
    assert (actor.post_id, actor.person_id, actor.organ_id) == (
        officer.pk,
        officer.person_id,
        officer.organ_id,
    )
    assert (actor.region_path, actor.unit_id, actor.post) == ("001001001", officer.unit_id, "officer")


def test_the_public_costs_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/login/")
    assert answer.wsgi_request.actor is None


def _close_account(post):
    Account.objects.filter(person=post.person).update(is_active=False)


def _close_person(post):
    post.person.is_active = False
    post.person.save()


def _close_organ(post):
    post.organ.is_active = False
    post.organ.save()


def _end_post(post):
    Post.objects.filter(pk=post.pk).update(valid_to=timezone.localdate() - timedelta(days=1))


def _new_password(post):
    account = Account.objects.get(person=post.person)
    account.set_password("another-password-2026")
    account.save()


@pytest.mark.parametrize("change", [_close_account, _close_person, _close_organ, _end_post, _new_password])
def test_what_ends_meanwhile_ends_the_actor(enter, officer, change):
    client = enter(officer)
    change(officer)
    answer = client.get("/people/")
    assert answer.wsgi_request.actor is None
    assert answer.status_code == 302


def test_a_post_of_another_cannot_be_smuggled_into_the_session(enter, officer, country):
    client = enter(officer)
    session = client.session
    session["fazhi_post"] = str(country.post(PostKind.LEADER, country.government).pk)
    session.save()
    assert client.get("/people/").wsgi_request.actor is None


@pytest.mark.parametrize(
    "address", ["/people/", "/people/export/", "/account/", "/account/password/", "/people/import/"]
)
def test_an_expired_session_takes_the_window_to_the_login_page_and_back(client, address):
    answer = client.get(address, headers=PANEL)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/login/?next=%2Fpeople%2F"
    assert not answer.content


def test_a_whole_page_is_sent_to_the_login_page(client):
    answer = client.get("/people/?text=a")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/people/%3Ftext%3Da")


def test_reading_writes_the_session_once_a_minute(enter, officer):
    client = enter(officer)
    client.get("/account/")
    first = client.session[SEEN_KEY]
    stored = Session.objects.get(session_key=client.session.session_key).expire_date
    client.get("/account/")
    assert Session.objects.get(session_key=client.session.session_key).expire_date == stored
    session = client.session
    session[SEEN_KEY] = first - 61
    session.save()
    client.get("/account/")
    assert client.session[SEEN_KEY] >= first
    assert client.cookies["sessionid"]["max-age"] == 30 * 60


def test_a_session_left_alone_for_half_an_hour_is_over(enter, officer):
    client = enter(officer)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get("/account/")
    assert (answer.status_code, answer.wsgi_request.actor) == (302, None)


def test_a_first_password_has_to_be_changed_before_anything_else(enter, officer):
    client = enter(officer, must_change_password=True)
    assert client.get("/people/")["Location"] == "/account/password/"
    assert client.get("/people/", headers=PANEL)["HX-Redirect"].startswith("/account/password/")
    page = client.get("/account/password/").content.decode()
    assert "您使用的是初始密码" in page


def test_who_has_no_post_is_sent_to_choose_and_told_why():
    account = AccountFactory()
    PostFactory(person=account.person, valid_to=date(2026, 1, 1))
    client = Client()
    answer = client.post("/login/", {"username": account.username, "password": PASSWORD})
    assert answer["Location"] == "/account/post/"
    assert "您今天没有在任岗位" in client.get("/account/post/").content.decode()
    assert client.get("/people/")["Location"] == "/account/post/?next=/people/"
