"""Rows written by fixed statements read back as they were."""

import pytest

from fazhi.kernel.ids import new_id
from fazhi.papers.models import Series
from fazhi.people.models import Organ, Person
from fazhi.statements import Kept, hold, insert, update, upsert
from tests.factories.people import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_rows_are_inserted_in_one_statement(django_assert_num_queries) -> None:
    rows = [PersonFactory.build(id=new_id()) for _ in range(3)]
    with django_assert_num_queries(1):
        insert(rows)
    assert {row.name for row in rows} == set(Person.objects.values_list("name", flat=True))
    assert not any(row._state.adding for row in rows)


def test_no_rows_no_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        insert([])
        upsert([], ("name",))


def test_an_update_holds_only_while_the_row_stands_as_told() -> None:
    organ = PostFactory.create().organ
    assert update(organ, {"name": "新名称"}, short_name=organ.short_name)
    assert not update(organ, {"name": "更新名称"}, short_name="另一个简称")
    assert Organ.objects.get(pk=organ.pk).name == "新名称"


def test_an_upsert_writes_the_named_columns_of_rows_that_stand() -> None:
    old, new = PersonFactory.create(), PersonFactory.build(id=new_id())
    changed = Person.objects.get(pk=old.pk)
    changed.name, changed.phone = "改后的名字", "不写的电话"
    upsert([changed, new], ("name",))
    found = Person.objects.get(pk=old.pk)
    assert (found.name, found.phone) == ("改后的名字", old.phone)
    assert Person.objects.filter(pk=new.pk).exists()


def test_a_row_is_held_if_it_stands_as_told() -> None:
    organ = PostFactory.create().organ
    assert hold(Organ, organ.pk)
    assert hold(Organ, organ.pk, name=organ.name)
    assert not hold(Organ, organ.pk, name="不是这个")
    assert not hold(Organ, new_id())


def test_keys_that_the_database_gives_are_not_for_here() -> None:
    with pytest.raises(TypeError, match="Series"):
        insert([Series(organ_id=new_id(), kind="罚", year=2026)])


def test_a_kept_row_is_remembered_after_commit_only(
    django_assert_num_queries, django_capture_on_commit_callbacks
) -> None:
    kept, person = Kept(), PersonFactory.build(id=new_id())
    with django_capture_on_commit_callbacks(execute=False):
        kept.ensure(person)
    assert not kept.holds(person.pk)
    with django_capture_on_commit_callbacks(execute=True):
        kept.ensure(person)
    with django_assert_num_queries(0):
        kept.ensure(person)
    Kept.forget()
    assert not kept.holds(person.pk)
