"""A number fixed by law stands in terms.toml, with its article, from when it is in force, and who looked when."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

from tests.house.sources import HOUSE, kept, named


def books() -> list[Path]:
    return [p for p in kept() if p.name == "terms.toml" and p.is_relative_to(HOUSE)]


def entries(table: dict[str, Any], key: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every entry of a book of terms, with its dotted key."""
    found = []
    for name, value in table.items():
        inner = f"{key}.{name}".strip(".")
        if isinstance(value, list):
            found += [(inner, entry) for entry in value]
        elif isinstance(value, dict):
            found += entries(value, inner)
    return found


def lacks(entry: dict[str, Any]) -> list[str]:
    """What an entry does not say."""
    dates = [k for k in ("valid_from", "checked_on") if not isinstance(entry.get(k), datetime.date)]
    basis = [] if str(entry.get("basis", "")).strip() else ["basis"]
    return dates + basis


def test_every_term_names_its_law() -> None:
    assert books()
    found = [
        f"{named(book)} {key}: {lack}"
        for book in books()
        for key, entry in entries(tomllib.loads(book.read_text(encoding="utf-8")))
        if (lack := lacks(entry))
    ]
    assert not found, found


def test_a_term_without_law_is_seen() -> None:
    book = tomllib.loads("[[penalty.decide]]\nvalid_from = 2021-07-15\nlength = 90\nunit = 'day'\n")
    assert [(key, lacks(entry)) for key, entry in entries(book)] == [
        ("penalty.decide", ["checked_on", "basis"])
    ]
