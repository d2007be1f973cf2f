"""What acts keep in the roll-ups is what a recount of the records comes to, whatever was done."""

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi import measures
from fazhi.measures import figures, recounting
from fazhi.measures.contributing import Amount, Place, changes
from fazhi.measures.declaring import measure
from fazhi.measures.declaring import measures as declared
from fazhi.measures.models import Rollup
from fazhi.measures.periods import Period
from fazhi.procedures import registry
from fazhi.procedures.engine import perform
from tests.measures.errands import act, finished, opened, told
from tests.procedures.conftest import Office, at
from tests.procedures.test_random_walks import Walker

pytestmark = pytest.mark.django_db
YEARS = [Period.parse("2025"), Period.parse("2026"), Period.parse("2027")]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000))
def test_after_random_acts_roll_ups_equal_a_recount(office: Office, seed: int) -> None:
    crowd = [office.officer, office.officer, office.colleague, office.head, office.head, office.legal]
    with transaction.atomic():
        walker = Walker(crowd, seed, at("2025-12-20"))
        walker.walk(registry.definitions()["sample.errand"], 60)
        assert walker.done
        assert list(map(str, recounting.differences())) == []
        everywhere = figures.place_of(None, None)
        live = figures.table_of(declared().values(), everywhere, YEARS)
        recounting.rebuild(recounting.stale(), walker.now)
        assert figures.table_of(declared().values(), everywhere, YEARS) == live
        transaction.set_rollback(True)


def test_each_kind_of_figure(office: Office) -> None:
    finished(office, "2026-03-02", "2026-03-20", fee="10.10")
    finished(office, "2026-03-03", "2026-03-23", fee="20.20")
    opened(office, "2026-04-01")
    recounting.rebuild(recounting.stale(), at("2026-04-02"))
    texts = {
        key: measures.value(f"sample.{key}", "150200", None, "2026").text
        for key in (
            "opened",
            "told",
            "closing",
            "in_time",
            "fees",
            "mean_fee",
            "mean_days",
            "checked",
            "in_hand",
        )
    }
    assert texts["opened"] == "3件"
    assert texts["told"] == "2件"
    assert texts["fees"] == "30.30元"
    assert texts["mean_fee"] == "15.15元"
    assert texts["mean_days"] == "19.0日"
    assert texts["checked"] == "无此类事项"
    assert texts["in_hand"] == "0.00%"
    assert measures.value("sample.opened", "150203", None, "2026-03").text == "2件"
    assert measures.value("sample.opened", None, office.organ, "2026-Q2").text == "1件"


def test_a_year_is_its_months_and_a_region_its_organs(office: Office) -> None:
    for day, ended in (
        ("2026-01-05", "2026-02-02"),
        ("2026-03-02", "2026-05-29"),
        ("2026-06-01", "2026-06-25"),
    ):
        finished(office, day, ended)
    recounting.rebuild(recounting.stale(), at("2026-07-01"))
    one, everywhere = measure("sample.in_time"), figures.place_of("150200", None)
    months = figures.at(one, everywhere, Period.parse("2026-12").back(12))
    (year,) = figures.at(one, everywhere, [Period.parse("2026")])
    assert year.numerator == sum(v.numerator for v in months)
    assert year.denominator == sum(v.denominator or 0 for v in months) == 3
    by_organ = figures.by_organ(one, everywhere.within, Period.parse("2026"))
    assert figures.total(by_organ.values()) == Amount(int(year.numerator), year.denominator)


def test_a_sub_matter_that_ends_moves_the_figures_of_its_parent(office: Office) -> None:
    matter = told(office, "2026-03-02", is_hard="on")
    from fazhi.procedures.sweep import sweep

    sweep(at("2026-03-20"))
    matter.refresh_from_db()
    assert matter.stage == "check"
    assert measures.value("sample.checked", None, None, "2026").worked == "0 ÷ 1"
    perform(matter.children.get().pk, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-23"))
    assert list(recounting.differences()) == []
    recounting.rebuild(recounting.stale(), at("2026-03-24"))
    assert measures.value("sample.checked", None, None, "2026").worked == "1 ÷ 1"


def test_an_act_costs_one_statement_at_most(office: Office) -> None:
    from django.db import connection

    matter = opened(office, "2026-03-02")
    act(matter, "accept", office.head, "2026-03-02", runner=str(office.officer.person_id))
    for action, data, most in (("note", {"title": "一"}, 1), ("tell", {}, 1)):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            act(matter, action, office.officer, "2026-03-03", **data)
        ours = [q["sql"] for q in seen.captured_queries if "measures_" in q["sql"]]
        assert len(ours) <= most, ours


def test_a_changed_wording_is_counted_from_the_records_until_it_is_recounted(office: Office) -> None:
    opened(office, "2026-03-02")
    recounting.rebuild(recounting.stale(), at("2026-03-03"))
    Rollup.objects.filter(measure="sample.opened").update(numerator=40)
    assert measures.value("sample.opened", None, None, "2026").value == 40
    from fazhi.measures.models import Counting

    Counting.objects.filter(measure="sample.opened").update(digest="sm3:0")
    assert measures.value("sample.opened", None, None, "2026").value == 1
    assert [one.key for one in recounting.stale()] == ["sample.opened"]


amounts = st.dictionaries(
    st.sampled_from([Place(key, None, "001", at("2026-01-01").date()) for key in "abc"]),  # type: ignore[arg-type]
    st.builds(Amount, st.integers(-5, 5), st.integers(-5, 5)),
)


@given(before=amounts, after=amounts)
def test_changes_lead_from_one_to_the_other(before: dict[Place, Amount], after: dict[Place, Amount]) -> None:
    moved = changes(before, after)
    zero = Amount(0, 0)
    for place in before.keys() | after.keys() | moved.keys():
        old, add, new = (side.get(place, zero) for side in (before, moved, after))
        assert (old.numerator + add.numerator, old.denominator + add.denominator) == tuple(new)
    assert zero not in moved.values()
