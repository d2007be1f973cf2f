"""Who is told, who sees it, and when it counts as read."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.kernel.ids import new_id
from fazhi.notices.models import Notice
from fazhi.notices.selectors import inbox, inbox_page, unread_count
from fazhi.notices.services import Recipient, mark_all_read, mark_read, tell
from fazhi.people.actors import SYSTEM
from tests.factories.people import PostFactory
from tests.notices.conftest import AT, Office

LATER = AT + timedelta(hours=1)


def titles(office: Office, post) -> list[str]:
    return [n.title for n in inbox(office.actor(post))]


def test_a_person_is_told(office: Office, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        tell(at=AT, to=Recipient(person_id=office.officer.person_id), title="案件已分派")
    assert titles(office, office.officer) == ["案件已分派"]
    assert titles(office, office.head) == []


def test_a_post_is_told_in_its_unit_or_in_the_whole_organ(office: Office) -> None:
    organ, unit = office.organ.pk, office.first.pk
    tell(at=AT, to=Recipient(organ_id=organ, post="unit_head"), title="全机关")
    tell(at=AT, to=Recipient(organ_id=organ, unit_id=unit, post="unit_head"), title="一队")
    assert titles(office, office.head) == ["一队", "全机关"]
    assert titles(office, office.other_head) == ["全机关"]
    assert titles(office, office.officer) == []


def test_the_same_post_of_another_organ_is_not_told(office: Office) -> None:
    stranger = PostFactory(kind="unit_head")
    tell(at=AT, to=Recipient(organ_id=office.organ.pk, post="unit_head"), title="全机关")
    assert titles(office, stranger) == []


def test_several_are_told_by_one_insert_and_nobody_twice(office: Office, django_assert_num_queries) -> None:
    me, post = (
        Recipient(person_id=office.officer.person_id),
        Recipient(organ_id=office.organ.pk, post="unit_head"),
    )
    with django_assert_num_queries(1):
        assert len(tell(at=AT, to=[me, post, me], title="两处")) == 2
    assert tell(at=AT, to=[], title="无人") == []


def test_an_act_that_fails_tells_nobody(office: Office) -> None:
    with transaction.atomic():
        tell(at=AT, to=Recipient(person_id=office.officer.person_id), title="没有发生")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"person_id": new_id(), "organ_id": new_id(), "post": "officer"},
        {"organ_id": new_id()},
        {"post": "x"},
    ],
)
def test_a_recipient_is_one_thing(wrong: dict) -> None:
    with pytest.raises(ValueError, match="either"):
        Recipient(**wrong)


def test_the_database_refuses_a_notice_to_nobody(office: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(kind="x", title="无人", created_at=AT)


def test_read_once_by_a_person(office: Office) -> None:
    actor = office.actor(office.officer)
    (notice,) = tell(at=AT, to=Recipient(person_id=actor.person_id), title="甲")
    assert unread_count(actor) == 1
    assert mark_read(actor, [notice.pk], LATER) == 1
    assert mark_read(actor, [notice.pk], LATER + timedelta(hours=1)) == 0
    notice.refresh_from_db()
    assert (notice.read_at, notice.read_by, unread_count(actor)) == (LATER, actor.person_id, 0)


def test_a_message_to_a_post_is_read_for_the_post(office: Office) -> None:
    colleague = PostFactory(organ=office.organ, unit=office.first, kind="unit_head")
    (notice,) = tell(at=AT, to=Recipient(organ_id=office.organ.pk, post="unit_head"), title="甲")
    mark_read(office.actor(office.head), [notice.pk], LATER)
    assert unread_count(office.actor(colleague)) == 0
    assert titles(office, colleague) == ["甲"]


def test_nobody_reads_for_another(office: Office) -> None:
    (notice,) = tell(at=AT, to=Recipient(person_id=office.officer.person_id), title="甲")
    assert mark_read(office.actor(office.head), [notice.pk], LATER) == 0
    assert mark_all_read(office.actor(office.head), LATER) == 0
    assert unread_count(office.actor(office.officer)) == 1
    assert mark_all_read(office.actor(office.officer), LATER) == 1


def test_the_system_has_no_inbox(office: Office) -> None:
    tell(at=AT, to=Recipient(person_id=office.officer.person_id), title="甲")
    assert (unread_count(SYSTEM), list(inbox(SYSTEM))) == (0, [])


def test_the_count_is_one_query_on_the_indexes_of_the_unread(
    office: Office, django_assert_num_queries
) -> None:
    actor = office.actor(office.head)
    with django_assert_num_queries(1):
        unread_count(actor)
    if connection.vendor == "sqlite":
        plan = inbox(actor).filter(read_at__isnull=True).order_by().explain()
        assert "SCAN notices_notice" not in plan
        assert "notices_unread_person" in plan


def test_pages_follow_one_another_both_ways(office: Office) -> None:
    actor = office.actor(office.officer)
    to = Recipient(person_id=actor.person_id)
    for n in range(7):
        tell(at=AT + timedelta(minutes=n), to=to, title=str(n))
    first = inbox_page(actor, size=3)
    second = inbox_page(actor, size=3, before=first.older)
    third = inbox_page(actor, size=3, before=second.older)
    assert [[n.title for n in p.notices] for p in (first, second, third)] == [
        ["6", "5", "4"],
        ["3", "2", "1"],
        ["0"],
    ]
    assert (first.newer, third.older) == ("", "")
    back = inbox_page(actor, size=3, after=third.newer)
    assert [n.title for n in back.notices] == ["3", "2", "1"]
    assert [n.title for n in inbox_page(actor, size=3, before="nonsense").notices] == ["6", "5", "4"]
    front = inbox_page(actor, size=3, after=back.newer)
    assert ([n.title for n in front.notices], front.newer) == (["6", "5", "4"], "")
