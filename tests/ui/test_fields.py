from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.ui.conftest import Page, Render

CHOICES = [("a", "从轻"), ("b", "一般")]
MANY = [(str(n), f"人员{n}") for n in range(20)]
FIELDS: dict[str, dict[str, Any]] = {
    "text": {"type": "text", "value": "明码标价"},
    "longtext": {"type": "longtext", "value": "事实"},
    "date": {"type": "date", "value": date(2026, 11, 18)},
    "datetime": {"type": "datetime", "value": datetime(2026, 11, 18, 9, 30)},
    "money": {"type": "money", "value": Decimal("5000.00")},
    "integer": {"type": "integer", "value": 0, "unit": "日"},
    "choice": {"type": "choice", "choices": CHOICES, "value": "b"},
    "choice, many": {"type": "choice", "choices": MANY, "value": "3"},
    "choices": {"type": "choices", "choices": CHOICES, "value": ["a", "b"]},
    "bool": {"type": "bool", "value": True},
    "person": {"type": "person", "choices": CHOICES, "value": None},
    "persons": {"type": "persons", "choices": MANY, "value": {"1", "2"}},
    "file": {"type": "file"},
    "files": {"type": "files"},
    "citation": {"type": "citation", "value": "《行政处罚法》第六十条"},
}


def draw(render: Render, **given: Any) -> Page:
    return render("{% load fz %}{% field f %}", f={"name": "x", "label": "此项", **given})


def unlabelled(page: Page) -> list[dict[str, str]]:
    """Controls that no label, no name of their own speaks for."""
    spoken = {label.get("for") for label in page.all("label")}
    controls = [
        c for tag in ("input", "select", "textarea") for c in page.all(tag) if c.get("type") != "hidden"
    ]
    return [c for c in controls if c.get("id") not in spoken and not c.get("aria-label")]


@pytest.mark.parametrize("given", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize(
    "more",
    [{}, {"required": True, "help": "怎么填"}, {"error": "填错了", "help": "怎么填"}],
    ids=["plain", "required", "wrong"],
)
def test_every_control_is_labelled_and_its_error_is_tied_to_it(
    render: Render, given: dict[str, Any], more: dict[str, Any]
) -> None:
    page = draw(render, **given, **more)
    assert not unlabelled(page)
    assert "此项" in page.text
    named = [
        c
        for tag in ("input", "select", "textarea", "div")
        for c in page.all(tag)
        if c.get("aria-describedby")
    ]
    ids = {c["id"] for _, c in page.elements if "id" in c}
    assert all(set(c["aria-describedby"].split()) <= ids for c in named)
    assert bool(named) == bool(more)
    assert ("填错了" in page.text) == ("error" in more)
    assert ("选填" in page.text) == (not more.get("required") and given["type"] != "bool")


@pytest.mark.parametrize(
    ("kind", "tag", "value"),
    [
        ("text", "input", "明码标价"),
        ("date", "input", "2026-11-18"),
        ("datetime", "input", "2026-11-18T09:30"),
        ("money", "input", "5000.00"),
        ("integer", "input", "0"),
        ("citation", "input", "《行政处罚法》第六十条"),
    ],
)
def test_what_is_known_is_filled_in(render: Render, kind: str, tag: str, value: str) -> None:
    assert [c["value"] for c in draw(render, **FIELDS[kind]).all(tag)] == [value]


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [("choice", ["b"]), ("choices", ["a", "b"]), ("persons", ["1", "2"]), ("bool", ["true"])],
)
def test_what_is_chosen_is_marked(render: Render, kind: str, chosen: list[str]) -> None:
    assert [c["value"] for c in draw(render, **FIELDS[kind]).all("input") if "checked" in c] == chosen


def test_a_long_choice_is_a_list(render: Render) -> None:
    assert [o["value"] for o in draw(render, **FIELDS["choice, many"]).all("option") if "selected" in o] == [
        "3"
    ]


def test_a_field_says_its_unit_source_and_condition(render: Render) -> None:
    page = draw(render, type="money", value="5000", unit="元", source="立案审批表", when="kinds=fine")
    assert "元" in page.text
    assert "立案审批表" in page.text
    assert page.all("div", class_="fz-field", data_when="kinds=fine")


def test_a_value_cannot_break_out(render: Render) -> None:
    for kind in ("text", "longtext", "citation"):
        assert "<script" not in draw(render, type=kind, value='"></textarea><script>', error="<script>").html
