"""The best matches above the public list: there with an index, gone with the item, and the list as ever without."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fazhi.disclosure.models import Publication
from fazhi.search import sources
from tests.procedures.conftest import Office
from tests.shell.portal.test_pages import page, taken_down

pytestmark = pytest.mark.django_db
ADDRESS = "/p/?q=餐饮样例公司"


def test_best_matches_stand_above_the_list(
    visitor: Client, item: Publication, office: Office, tmp_path: Path, settings: Any
) -> None:
    settings.FAZHI_HOME = tmp_path
    link = f"/p/{item.public_id}/"
    assert link not in page(visitor, ADDRESS)
    sources.refresh_all(tmp_path)
    text = page(visitor, ADDRESS)
    assert "最相关" in text
    assert link in text
    taken_down(item, office)
    text = page(visitor, ADDRESS + "&level=")
    assert "最相关" not in text
    assert link not in text
