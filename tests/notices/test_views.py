"""The inbox page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fazhi.notices.models import Notice
from fazhi.notices.services import Recipient, tell
from fazhi.people.models import Post
from tests.factories.people import PASSWORD, AccountFactory
from tests.notices.conftest import AT, Office


@pytest.fixture
def enter(client: Client):
    def come_in(post: Post) -> Client:
        made = AccountFactory(person=post.person)
        assert client.post("/login/", {"username": made.username, "password": PASSWORD}).status_code == 302
        return client

    return come_in


def test_the_public_is_sent_to_log_in(client: Client, office: Office) -> None:
    answer = client.get(reverse("notices:notices"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/login/")


def test_the_list_and_what_is_unread(enter, office: Office) -> None:
    client = enter(office.officer)
    assert "没有消息" in client.get(reverse("notices:notices")).content.decode()
    tell(
        at=AT,
        to=Recipient(person_id=office.officer.person_id),
        title="<b>案件</b>已分派",
        body="请立案",
        link="/desk/",
    )
    page = client.get(reverse("notices:notices")).content.decode()
    assert "&lt;b&gt;案件&lt;/b&gt;已分派" in page
    assert "请立案" in page
    assert "未读1条" in page


def test_opening_marks_read_and_leads_on(enter, office: Office) -> None:
    client = enter(office.officer)
    (notice,) = tell(at=AT, to=Recipient(person_id=office.officer.person_id), title="甲", link="/matters/1/")
    answer = client.post(reverse("notices:open", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/matters/1/")
    assert Notice.objects.get().read_by == office.officer.person_id
    assert "没有未读消息" in client.get(reverse("notices:notices") + "?show=unread").content.decode()


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_a_message_never_leads_out_of_the_house(enter, office: Office, link: str) -> None:
    client = enter(office.officer)
    (notice,) = tell(at=AT, to=Recipient(person_id=office.officer.person_id), title="甲", link=link)
    assert client.post(reverse("notices:open", args=[notice.pk]))["Location"] == reverse("notices:notices")


def test_anothers_message_does_not_exist(enter, office: Office) -> None:
    client = enter(office.officer)
    (notice,) = tell(at=AT, to=Recipient(person_id=office.head.person_id), title="甲")
    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_at_once_and_only_by_post(enter, office: Office) -> None:
    client = enter(office.officer)
    for title in ("甲", "乙"):
        tell(at=AT, to=Recipient(person_id=office.officer.person_id), title=title)
    assert client.get(reverse("notices:read_all")).status_code == 405
    assert client.post(reverse("notices:read_all")).status_code == 302
    assert not Notice.objects.filter(read_at__isnull=True).exists()


def test_as_many_queries_for_one_message_as_for_thirty(enter, office: Office) -> None:
    client, to = enter(office.officer), Recipient(person_id=office.officer.person_id)
    counts = []
    for more in (1, 29):
        for n in range(more):
            tell(at=AT, to=to, title=str(n))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("notices:notices")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
