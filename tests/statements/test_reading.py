"""A fixed statement gives what its queryset gives."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.ids import new_id
from fazhi.ledger.models import Event
from fazhi.people.models import Organ, Post
from fazhi.statements import Fixed
from tests.factories.people import PostFactory

pytestmark = pytest.mark.django_db


def as_values(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_the_same_rows_with_what_is_joined(django_assert_num_queries) -> None:
    seats = PostFactory.create_batch(3)
    asked = Fixed(
        lambda *, organ_id: Post.objects.select_related("organ__region", "person").filter(organ_id=organ_id)
    )
    for seat in [*seats, *seats]:
        (found,) = asked(organ_id=seat.organ_id)
        with django_assert_num_queries(0):
            assert as_values(found.organ.region) == as_values(seat.organ.region)
            assert found.person == seat.person
        assert as_values(found) == as_values(Post.objects.get(pk=seat.pk))


def test_the_statement_is_put_together_once() -> None:
    built = []

    def build(*, organ_id):
        built.append(organ_id)
        return Organ.objects.filter(pk=organ_id)

    asked = Fixed(build)
    seat = PostFactory.create()
    assert asked.first(organ_id=seat.organ_id) == seat.organ
    assert asked.first(organ_id=new_id()) is None
    assert asked.first(organ_id=seat.organ_id) == seat.organ
    assert len(built) == 1


@pytest.mark.parametrize("count", [1, 2, 5])
def test_lists_of_every_length(count: int) -> None:
    seats = PostFactory.create_batch(count)
    asked = Fixed(
        lambda *, people: (
            Post.objects.filter(person_id__in=people).order_by("pk").values_list("pk", flat=True)
        )
    )
    assert asked(people=[seat.person_id for seat in seats]) == sorted(seat.pk for seat in seats)


def test_an_empty_list_asks_nothing(django_assert_num_queries) -> None:
    asked = Fixed(lambda *, people: Post.objects.filter(person_id__in=people))
    with django_assert_num_queries(0):
        assert asked(people=[]) == []


def test_none_makes_a_shape_of_its_own() -> None:
    with_unit = PostFactory.create()
    without = PostFactory.create(unit=None, organ=with_unit.organ)
    asked = Fixed(lambda *, unit_id: Post.objects.filter(unit_id=unit_id))
    assert asked(unit_id=None) == [without]
    assert asked(unit_id=with_unit.unit_id) == [with_unit]


@pytest.mark.parametrize("typed", ["100%", "a_b", "back\\slash", "引号'", "%s"])
def test_patterns_take_signs_as_they_are(typed: str) -> None:
    organ = PostFactory.create().organ
    Organ.objects.filter(pk=organ.pk).update(name=f"前{typed}后")
    asked = Fixed(lambda *, word: Organ.objects.filter(name__contains=word))
    assert asked(word=typed) == list(Organ.objects.filter(name__contains=typed)) == [organ]
    assert asked(word="没有" + typed) == []


def test_days_and_moments() -> None:
    seat = PostFactory.create()
    day = timezone.now().date()
    asked = Fixed(lambda *, day: Post.objects.filter(valid_from__lte=day))
    assert asked(day=seat.valid_from) == [seat]
    assert asked(day=seat.valid_from - timedelta(days=1)) == []
    assert asked(day=day) == list(Post.objects.filter(valid_from__lte=day))
    recorded = Fixed(lambda *, at: Event.objects.filter(recorded_at__gt=at))
    assert recorded(at=timezone.now()) == []


def test_a_value_that_is_lost_on_the_way_is_refused() -> None:
    asked = Fixed(lambda *, name, unused: Organ.objects.filter(name=name))
    with pytest.raises(TypeError, match="unused"):
        asked(name="甲", unused="乙")
