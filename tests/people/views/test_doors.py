import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from fazhi.people.models import Account, LoginRecord
from fazhi.people.services.totp import begin_totp
from fazhi.people.vocabulary import LoginOutcome, PostKind
from tests.factories.people import PASSWORD, AccountFactory, PostFactory

pytestmark = pytest.mark.django_db


def _login(client, username, password=PASSWORD, query="", **headers):
    return client.post(f"/login/{query}", {"username": username, "password": password}, **headers)


@pytest.fixture
def account(country):
    account = AccountFactory(username="zhao")
    PostFactory(person=account.person, unit=country.first)
    return account


def test_the_page_has_a_form_with_labels_and_is_not_kept(client):
    answer = client.get("/login/")
    page = answer.content.decode()
    assert '<label for="id_username">用户名</label>' in page
    assert 'autocomplete="current-password"' in page
    assert "no-store" in answer["Cache-Control"]


def test_coming_in_leads_where_one_wanted_to_go(client, account):
    assert _login(client, "zhao", query="?next=/people/")["Location"] == "/people/"
    assert client.get("/people/").status_code == 200
    assert client.get("/login/")["Location"] == "/"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_off_the_platform(client, account, away):
    assert _login(client, "zhao", query=f"?next={away}")["Location"] == "/"


def test_a_new_session_begins_at_the_door(client, account):
    client.get("/people/")
    session = client.session
    session["left"] = "by another"
    session.save()
    before = client.session.session_key
    _login(client, "zhao")
    assert client.session.session_key != before


def test_a_wrong_password_is_told_at_the_top_and_not_echoed(client, account):
    answer = _login(client, "zhao", "a-wrong-one")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "用户名或者密码不正确。" in page
    assert "fz-errors" in page
    assert 'value="zhao"' in page
    assert "a-wrong-one" not in page


def test_nothing_given_is_422_with_a_sentence_at_each_field(client):
    answer = client.post("/login/", {})
    assert answer.status_code == 422
    assert answer.content.decode().count("请填写") == 4


def test_the_lock_tells_its_time(client, account):
    for _ in range(4):
        _login(client, "zhao", "wrong")
    answer = _login(client, "zhao", "wrong")
    assert answer.status_code == 429
    until = timezone.localtime(Account.objects.get(username="zhao").locked_until)
    assert "账号已锁定，请在" in answer.content.decode()
    assert until > timezone.now()


def test_the_address_behind_our_proxy_is_recorded_and_none_is_invented(client, account):
    _login(client, "zhao", "wrong", headers={"X-Forwarded-For": "6.6.6.6, 10.7.7.7"})
    assert LoginRecord.objects.get().ip == "10.7.7.7"
    client.post(
        "/login/",
        {"username": "zhao", "password": "w"},
        REMOTE_ADDR="9.9.9.9",
        HTTP_X_FORWARDED_FOR="1.1.1.1",
    )
    assert LoginRecord.objects.order_by("-pk").first().ip == "9.9.9.9"
    _login(client, "zhao", "wrong", headers={"X-Forwarded-For": "not an address"})
    assert LoginRecord.objects.order_by("-pk").first().ip is None


def test_leaving_is_a_post_and_ends_the_session(client, account):
    _login(client, "zhao")
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/people/").status_code == 302
    assert LoginRecord.objects.order_by("-pk").first().outcome == LoginOutcome.LEFT


def test_a_form_from_elsewhere_is_refused(account):
    client = Client(enforce_csrf_checks=True)
    assert _login(client, "zhao").status_code == 403


def _with_codes(account):
    secret = begin_totp(account).secret
    Account.objects.filter(pk=account.pk).update(totp_since=timezone.now())
    return secret


def test_the_code_comes_second_and_nobody_is_in_before(client, account):
    secret = _with_codes(account)
    assert _login(client, "zhao", query="?next=/people/")["Location"] == "/login/second/?next=%2Fpeople%2F"
    assert client.get("/people/").status_code == 302
    assert client.get("/login/second/").status_code == 200
    wrong = client.post("/login/second/", {"code": "000000"})
    assert (wrong.status_code, "动态口令不正确" in wrong.content.decode()) == (403, True)
    answer = client.post("/login/second/?next=/people/", {"code": pyotp.TOTP(secret).now()})
    assert answer["Location"] == "/people/"
    assert client.get("/people/").status_code == 200
    assert client.get("/login/second/")["Location"] == "/login/"


def test_the_second_page_alone_leads_back_to_the_first(client, account):
    assert client.get("/login/second/")["Location"] == "/login/"


def test_waiting_for_the_code_ends_after_five_minutes(client, account):
    _with_codes(account)
    _login(client, "zhao")
    session = client.session
    session["fazhi_second_since"] -= 301
    session.save()
    assert client.get("/login/second/")["Location"] == "/login/"


def test_with_several_posts_one_is_asked_to_choose(client, account, country):
    other = PostFactory(person=account.person, organ=country.market, unit=None, kind=PostKind.LEGAL_OFFICER)
    assert _login(client, "zhao")["Location"] == "/account/post/"
    page = client.get("/account/post/").content.decode()
    assert page.count('type="radio"') == 2
    assert client.post("/account/post/?next=/people/", {"post": str(other.pk)})["Location"] == "/people/"
    assert client.get("/people/").wsgi_request.actor.post == "legal_officer"
    client.post("/logout/")
    assert _login(client, "zhao")["Location"] == "/"
    assert client.get("/people/").wsgi_request.actor.post == "legal_officer"


@pytest.mark.parametrize("wanted", ["", "x", "01930000-0000-7000-8000-000000000000"])
def test_a_post_that_is_not_his_is_refused(client, account, wanted):
    _login(client, "zhao")
    answer = client.post("/account/post/", {"post": wanted})
    assert (answer.status_code, "没有切换岗位" in answer.content.decode()) == (422, True)
