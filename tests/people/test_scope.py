"""Who sees what, as a table. Rows stand in for matters: posts carry organ and unit, organs carry a region."""

from dataclasses import replace

import pytest
from django.db import connection, models
from django.db.models import Q

from fazhi.people.actors import SYSTEM
from fazhi.people.models import Organ, Person, Region
from fazhi.people.scope import matters_q, may_import, organs_visible, persons_visible, within
from fazhi.people.vocabulary import PostKind
from tests.factories.people import RegionFactory

K = PostKind


def _names(queryset):
    return set(queryset.values_list("name", flat=True))


def test_within_takes_the_region_and_what_is_below_it(country):
    RegionFactory(code="150202001", name="东镇", parent=country.east, path="001001001001", level=4)
    RegionFactory(code="159998", name="邻市", path="001002")
    assert _names(Region.objects.filter(within("001001", "path"))) == {"试验市", "东区", "西区", "东镇"}
    assert _names(Region.objects.filter(within("001001001", "path"))) == {"东区", "东镇"}
    assert not Region.objects.filter(within("", "path")).exists()


def test_within_holds_the_last_ordinal_and_its_children(db):
    RegionFactory(code="150001", name="尾", path="001998")
    RegionFactory(code="150002", name="尾下", path="001998998")
    RegionFactory(code="150003", name="旁", path="002")
    assert _names(Region.objects.filter(within("001", "path"))) == {"尾", "尾下"}


def test_within_is_answered_from_the_index(country):
    plan = Region.objects.filter(within("001001", "path")).explain()
    if connection.vendor == "sqlite":
        assert "SEARCH" in plan
        assert "INDEX" in plan


@pytest.mark.parametrize(
    ("kind", "organ", "unit", "seen"),
    [
        (K.OFFICER, "market", "first", {"own_unit"}),
        (K.UNIT_HEAD, "market", "first", {"own_unit"}),
        (K.CLERK, "market", "second", {"other_unit"}),
        (K.CASHIER, "market", "first", {"own_unit"}),
        (K.OFFICER, "market", None, set()),
        (K.LEGAL_OFFICER, "market", None, {"own_unit", "other_unit"}),
        (K.DEPUTY_HEAD, "market", None, {"own_unit", "other_unit"}),
        (K.ORGAN_HEAD, "market", "first", {"own_unit", "other_unit"}),
        (K.ORGAN_HEAD, "farming", None, {"neighbour"}),
        (K.SUPERVISOR, "east_justice", None, {"own_unit", "other_unit", "neighbour"}),
        (K.SUPERVISOR, "city_justice", None, {"own_unit", "other_unit", "neighbour", "west"}),
        (K.SUPERVISOR, "market", None, set()),
        (K.LEADER, "government", None, {"own_unit", "other_unit", "neighbour", "west"}),
        (K.ADMIN, "government", None, set()),
    ],
)
def test_matters_seen_by_each_post(country, kind, organ, unit, seen):
    actor = country.actor(kind, getattr(country, organ), getattr(country, unit) if unit else None)
    rows = {
        "own_unit": (country.market, country.first, country.east),
        "other_unit": (country.market, country.second, country.east),
        "neighbour": (country.farming, None, country.east),
        "west": (country.west_market, None, country.west),
    }
    # The condition speaks of a matter's columns; here each is given to the database as a value.
    found = {name for name, row in rows.items() if _holds(matters_q(actor), *row)}
    assert found == seen


def _holds(condition: Q, organ, unit, region, owner=None) -> bool:
    return (
        Organ.objects.filter(pk=organ.pk)
        .annotate(
            organ_id=models.Value(organ.pk, models.UUIDField()),
            unit_id=models.Value(unit.pk if unit else None, models.UUIDField(null=True)),
            region_path=models.Value(region.path, models.CharField()),
            owner_person_id=models.Value(owner, models.UUIDField(null=True)),
        )
        .filter(condition)
        .exists()
    )


def test_the_owner_sees_his_matter_wherever_it_is_and_the_system_sees_all(country):
    officer = country.actor(K.OFFICER, country.market, country.first)
    west = (country.west_market, None, country.west)
    assert not _holds(matters_q(officer), *west)
    assert _holds(matters_q(officer), *west, owner=officer.person_id)
    assert _holds(matters_q(SYSTEM), *west)
    assert not _holds(matters_q(replace(officer, post_id=None)), *west, owner=officer.person_id)


@pytest.mark.parametrize(
    ("kind", "organ", "seen"),
    [
        (K.OFFICER, "market", {"东区市场监督管理局"}),
        (K.ORGAN_HEAD, "market", {"东区市场监督管理局"}),
        (K.ADMIN, "market", {"东区市场监督管理局"}),
        (K.SUPERVISOR, "east_justice", {"东区市场监督管理局", "东区农牧局", "东区司法局"}),
        (K.SUPERVISOR, "farming", {"东区农牧局"}),
        (K.ADMIN, "east_justice", {"东区市场监督管理局", "东区农牧局", "东区司法局"}),
    ],
)
def test_organs_seen_by_each_post(country, kind, organ, seen):
    actor = country.actor(kind, getattr(country, organ))
    assert _names(organs_visible(actor)) == seen
    assert organs_visible(SYSTEM).count() == 6


def test_a_leader_sees_the_whole_region_and_an_admin_the_organs_below_his(country):
    assert organs_visible(country.actor(K.LEADER, country.government)).count() == 6
    Organ.objects.filter(pk=country.west_market.pk).update(parent=country.market)
    assert _names(organs_visible(country.actor(K.ADMIN, country.market))) == {
        "东区市场监督管理局",
        "西区市场监督管理局",
    }


def test_people_are_seen_downwards_and_never_sideways(country):
    own = country.post(K.OFFICER, country.market, country.first).person
    neighbour = country.post(K.OFFICER, country.farming).person
    far = country.post(K.OFFICER, country.west_market).person
    officer = country.actor(K.OFFICER, country.market, country.second)
    seen = persons_visible(officer)
    assert own in seen
    assert neighbour not in seen
    assert seen.filter(pk=officer.person_id).exists()
    supervisor = country.actor(K.SUPERVISOR, country.east_justice)
    assert set(persons_visible(supervisor)) >= {own, neighbour}
    assert far not in persons_visible(supervisor)
    assert persons_visible(SYSTEM).count() == Person.objects.count()


def test_who_may_import(country):
    may = {
        kind: may_import(country.actor(kind, organ))
        for kind, organ in [
            (K.ADMIN, country.market),
            (K.SUPERVISOR, country.east_justice),
            (K.OFFICER, country.market),
        ]
    }
    assert may == {K.ADMIN: True, K.SUPERVISOR: True, K.OFFICER: False}
    assert not may_import(country.actor(K.SUPERVISOR, country.farming))
