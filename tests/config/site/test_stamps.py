from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from fazhi.config.site import stamps


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.FAZHI_HOME = tmp_path


def test_a_stamp_stands_for_what_it_was_put_for_only() -> None:
    assert not stamps.stands("law", "a")
    stamps.put("law", "a")
    assert stamps.stands("law", "a")
    assert not stamps.stands("law", "b")
    assert not stamps.stands("static", "a")


def test_the_digest_of_files_sees_names_and_contents_but_not_their_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    before = stamps.of_files([one, two], tmp_path)
    assert stamps.of_files([two, one], tmp_path) == before
    two.write_text("3")
    assert stamps.of_files([one, two], tmp_path) != before
    two.write_text("2")
    two.rename(tmp_path / "three")
    assert stamps.of_files([one, tmp_path / "three"], tmp_path) != before


@pytest.mark.django_db
def test_a_database_has_a_mark_that_stays() -> None:
    assert stamps.of_database()
    assert stamps.of_database() == stamps.of_database()
