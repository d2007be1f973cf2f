"""Through this door any JSON reaches the forms: each type of field takes it or says what is wrong with it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import TextChoices
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.procedures.definition import Field
from fazhi.procedures.engine.forms import Room, normalise
from fazhi.shell.api.reading import json_value


class Colour(TextChoices):
    RED = "red", "红"


AT = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
ROOM = Room(None, AT.date(), AT, {"Colour": Colour}, {"runner": "跑腿人"}, {"fresh": "登记"})
TYPES = ["text", "longtext", "date", "datetime", "money", "integer", "bool", "choice", "choices", "person", "persons", "file",
         "files", "role", "passed_stage"]  # fmt: skip
FIELDS = [Field(kind, kind, kind, choices="Colour" if kind.startswith("choice") else "") for kind in TYPES]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.decimals(), st.text(max_size=30),
    st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0000-00-00", "1e999999", "-0", "²", "sNaN", "١٢"]),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=5), v, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(value=VALUES)
def test_every_type_of_field_answers_every_value(value: object) -> None:
    values, faults = normalise(FIELDS, dict.fromkeys(TYPES, value), [], ROOM)
    assert {fault.field for fault in faults} | set(values) == set(TYPES)


@pytest.mark.parametrize("raw", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_moments_at_the_ends_of_the_calendar_are_faults(raw: str) -> None:
    _, faults = normalise([Field("when", "时间", "datetime")], {"when": raw}, [], ROOM)
    assert [fault.field for fault in faults] == ["when"]


def test_fractions_arrive_exactly() -> None:
    assert str(json_value(b'{"fee": 0.1}')["fee"]) == "0.1"
