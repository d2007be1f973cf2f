"""Office pages of publications."""

from collections.abc import Callable

import pytest
from django.test import Client

from fazhi.disclosure.models import Publication
from fazhi.disclosure.services import ask_correction
from tests.disclosure.test_publication import RAW
from tests.procedures.conftest import Office, at
from tests.registers.test_views import seated

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.registers.urls")]


def test_the_checker_reads_the_masked_draft_and_what_the_public_says(
    published: Callable[..., Publication], office: Office
) -> None:
    row = published()
    ask_correction(row, "住所写错了，应为青山区。", "邮箱", source="192.0.2.1", at=at("2026-11-12"))
    text = seated(office.legal).get(f"/disclosure/{row.pk}/").content.decode()
    assert "住所写错了" in text
    assert row.draft_digest in text
    assert not [raw for raw in RAW if raw in text]


def test_drafts_are_seen_by_scope_only(ruled: Callable[..., Publication], office: Office) -> None:
    row = ruled()
    assert seated(office.stranger).get(f"/disclosure/{row.pk}/").status_code == 404
    assert seated(office.officer).get(f"/disclosure/{row.matter.parent_id}/").status_code == 404
    assert Client().get(f"/disclosure/{row.pk}/").status_code == 302


def test_late_ones_are_listed(ruled: Callable[..., Publication], office: Office) -> None:
    row = ruled("2024-11-06")
    assert f"/matters/{row.pk}/" in seated(office.legal).get("/disclosure/late/").content.decode()
    assert f"/matters/{row.pk}/" not in seated(office.stranger).get("/disclosure/late/").content.decode()
