"""Who is let in, how often, and from where."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from fazhi.people.models import Account, ApiToken
from fazhi.people.selectors import token_digest
from fazhi.shell.api.counting import WINDOW, is_one_too_many
from fazhi.shell.models import AskedCount
from tests.factories.people import PASSWORD, AccountFactory
from tests.shell.api.conftest import ROOT, Caller, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered(stage: Stage, settings) -> Client:
    """The officer's browser, in by the pages' own login."""
    settings.ROOT_URLCONF = "fazhi.people.urls"
    AccountFactory(username="zhangshi", person_id=stage.office.officer.person_id)
    browser = Client(enforce_csrf_checks=True)
    mark = browser.get("/login/").cookies["csrftoken"].value
    data = {"username": "zhangshi", "password": PASSWORD, "csrfmiddlewaretoken": mark}
    assert browser.post("/login/", data).status_code == 302
    settings.ROOT_URLCONF = "tests.shell.api.served"
    return browser


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic cmF3", "bearer  ", "Bearer \u00e9", "Bearer " + "x" * 5000, "Token raw"],
)
def test_a_header_without_a_good_token_is_refused_even_with_a_session(entered: Client, header: str) -> None:
    refused = entered.get(f"{ROOT}/matters", headers={"Authorization": header})
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated")


def test_a_session_reads_without_a_token(entered: Client, stage: Stage) -> None:
    listed = entered.get(f"{ROOT}/matters")
    assert listed.status_code == 200
    assert str(stage.running.pk) in listed.content.decode()


def test_a_session_changes_only_with_the_mark_of_the_page(entered: Client, stage: Stage) -> None:
    path = f"{ROOT}/matters/{stage.running.pk}/actions/comment"
    bare = entered.post(path, {"data": {"text": "看过"}}, content_type="application/json")
    assert (bare.status_code, bare.json()["code"]) == (403, "csrf")
    mark = entered.cookies["csrftoken"].value
    done = entered.post(
        path, {"data": {"text": "看过"}}, content_type="application/json", headers={"X-CSRFToken": mark}
    )
    assert done.status_code == 200


def test_a_token_needs_no_mark(stage: Stage) -> None:
    client = Client(enforce_csrf_checks=True)
    path = f"{ROOT}/matters/{stage.running.pk}/actions/comment"
    headers = stage["officer"].headers
    assert (
        client.post(
            path, {"data": {"text": "看"}}, content_type="application/json", headers=headers
        ).status_code
        == 200
    )


def test_a_token_ends_at_its_moment(stage: Stage) -> None:
    token = ApiToken.objects.filter(digest=token_digest(stage["officer"].token))
    token.update(expires_at=timezone.now() + timedelta(minutes=5))
    assert stage["officer"].get("/matters").status_code == 200
    token.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert stage["officer"].get("/matters").status_code == 401


def test_a_token_is_slowed_down_and_others_are_not(stage: Stage, settings) -> None:
    settings.API_PER_MINUTE = 3
    # A minute may turn while this runs; among seven, one minute at least has seen four.
    codes = [stage["officer"].get("/matters").status_code for _ in range(7)]
    assert codes[:3] == [200, 200, 200]
    assert 429 in codes
    refused = next(r for _ in range(9) if (r := stage["officer"].get("/matters")).status_code == 429)
    assert refused.json()["code"] == "too_many_requests"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert stage["head"].get("/matters").status_code == 200


def test_guessing_tokens_is_slowed_down_by_address(stage: Stage, settings) -> None:
    settings.API_VISITOR_PER_MINUTE = 2
    codes = {Caller(f"guess-{n}").get("/matters").status_code for n in range(6)}
    assert codes == {401, 429}


def test_processes_that_serve_count_together(stage: Stage, settings) -> None:
    """Each has a memory of its own, which is emptied here in its stead; the count goes on."""
    settings.API_PER_MINUTE = 3
    codes = []
    for _ in range(7):
        cache.clear()
        codes.append(stage["officer"].get("/matters").status_code)
    assert codes[:3] == [200, 200, 200]
    assert 429 in codes


def test_who_is_over_writes_nothing_more(db: None) -> None:
    now = 600
    assert [is_one_too_many("address:a", 2, now) for _ in range(5)] == [False, False, True, True, True]
    assert AskedCount.objects.get().asked == 3
    assert not is_one_too_many("address:b", 2, now)
    assert not is_one_too_many("address:a", 2, now + WINDOW)
    # What is older than the minute before is not kept.
    assert not is_one_too_many("address:a", 2, now + 3 * WINDOW)
    assert list(AskedCount.objects.values_list("who", "minute")) == [("address:a", 13)]


def test_head_is_answered_where_get_is(stage: Stage) -> None:
    client, headers = Client(), stage["officer"].headers
    for path in ("/matters", f"/matters/{stage.running.pk}", "/procedures", "/openapi.json"):
        asked = client.get(f"{ROOT}{path}", headers=headers)
        told = client.head(f"{ROOT}{path}", headers=headers)
        assert (asked.status_code, told.status_code, told.content) == (200, 200, b""), path
        assert told["Content-Type"] == asked["Content-Type"]
    assert client.head(f"{ROOT}/matters/{stage.foreign.pk}", headers=headers).status_code == 404
    assert client.head(f"{ROOT}/matters").status_code == 401
    refused = client.head(f"{ROOT}/matters/{stage.running.pk}/actions/tell", headers=headers)
    assert (refused.status_code, refused["Allow"]) == (405, "POST")


def test_a_session_that_owes_a_password_is_told_in_json(stage: Stage, entered: Client) -> None:
    assert entered.get(f"{ROOT}/matters").status_code == 200
    Account.objects.update(must_change_password=True)
    refused = entered.get(f"{ROOT}/matters")
    assert (refused.status_code, refused.json()["code"]) == (403, "password_due")
    assert refused.json()["sentence"] == "请先登录网页设置新密码，再调用接口。"
    assert refused["Cache-Control"] == "private, no-store"
    # A token beside the session is judged by itself.
    assert entered.get(f"{ROOT}/matters", headers=stage["officer"].headers).status_code == 200
    assert entered.get(f"{ROOT}/matters", headers={"Authorization": "Bearer no-such"}).status_code == 401
    Account.objects.update(must_change_password=False)
    assert entered.get(f"{ROOT}/matters").status_code == 200


def test_answers_are_not_kept_by_anybody(stage: Stage) -> None:
    for response in (
        stage["officer"].get("/matters"),
        Caller().get("/matters"),
        stage["officer"].get("/nowhere"),
    ):
        assert response["Cache-Control"] == "private, no-store"
