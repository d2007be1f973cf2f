import pyotp
import pytest
from django.test import Client

from fazhi.people import sealing
from fazhi.people.models import Account
from fazhi.people.vocabulary import PostKind
from tests.factories.people import PASSWORD, CredentialFactory, id_no

pytestmark = pytest.mark.django_db
NEW = "另一个很长的密码2026"


@pytest.fixture
def officer(country):
    post = country.post(PostKind.OFFICER, country.market, country.first)
    post.person.keep_id_no(id_no(5))
    post.person.save()
    CredentialFactory(person=post.person, expiring=True, number="150202000777")
    return post


def test_the_own_page_shows_posts_papers_and_attempts(enter, officer, django_assert_max_num_queries):
    client = enter(officer)
    with django_assert_max_num_queries(15):
        page = client.get("/account/").content.decode()
    for text in (
        "东区市场监督管理局",
        "一队",
        "150202000777",
        "60日内到期",
        "登录成功",
        "末四位" + id_no(5)[-4:],
    ):
        assert text in page
    assert id_no(5) not in page


def test_a_new_password_keeps_this_session_and_ends_the_others(enter, officer):
    client, other = enter(officer), Client()
    other.post("/login/", {"username": Account.objects.get().username, "password": PASSWORD})
    answer = client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer["Location"] == "/account/"
    assert "密码已修改" in client.get("/account/").content.decode()
    assert other.get("/account/").status_code == 302


def test_faults_stand_at_their_fields_and_nothing_is_echoed(enter, officer):
    client = enter(officer)
    answer = client.post("/account/password/", {"old": PASSWORD, "new": "123", "again": "124"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_again"' in page
    assert page.count("两次输入的新密码不一致。") == 2
    assert PASSWORD not in page


def test_codes_are_put_into_use_and_ended(enter, officer):
    client = enter(officer)
    page = client.get("/account/codes/").content.decode()
    secret = sealing.unseal(Account.objects.get().totp_secret)
    assert "<svg" in page
    assert secret in page
    assert secret in client.post("/account/codes/", {"code": "000000"}).content.decode()
    assert client.post("/account/codes/", {"code": pyotp.TOTP(secret).now()})["Location"] == "/account/"
    assert Account.objects.get().uses_totp
    page = client.get("/account/codes/").content.decode()
    assert secret not in page
    assert client.post("/account/codes/", {"password": "wrong"}).status_code == 422
    assert client.post("/account/codes/", {"password": PASSWORD})["Location"] == "/account/"
    assert not Account.objects.get().uses_totp
