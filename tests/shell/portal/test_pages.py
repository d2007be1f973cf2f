"""What the public sees: lists, an item, its removal, its check; without cookies and in few queries."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.disclosure.models import CorrectionRequest, Publication
from fazhi.kernel.digests import canonical_json, digest
from fazhi.ledger.services import checkpoint as checkpoints
from fazhi.notices.models import Notice
from fazhi.procedures.engine import perform
from fazhi.procedures.models import Matter
from tests.disclosure.board import content
from tests.disclosure.test_publication import RAW
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db
TODAY = date.today().isoformat()
Published = Callable[..., Publication]


def page(visitor: Client, address: str, status: int = 200, **more: Any) -> str:
    response = visitor.get(address, **more)
    assert response.status_code == status, response.content.decode()[:2000]
    assert not response.cookies
    assert not response.has_header("Set-Cookie")
    text = str(response.content.decode())
    assert not [raw for raw in RAW if raw in text]
    return text


def taken_down(row: Publication, office: Office) -> None:
    change = {"change_ground": "annulled", "changed_on": TODAY, "note": "复议决定书"}
    perform(row.pk, "report_change", office.legal, change, at=at(TODAY, 12))
    perform(
        row.pk, "take_down", office.officer, {"removal_reason": "行政复议撤销了原决定。"}, at=at(TODAY, 13)
    )


def test_every_public_page_opens_empty(visitor: Client, db: None) -> None:
    for address in ("/portal/", "/p/", "/verify/", "/checkpoints/", "/calc/"):
        page(visitor, address)


def test_an_item_shows_its_facts_and_how_to_check(visitor: Client, item: Publication) -> None:
    text = page(visitor, f"/p/{item.public_id}/")
    assert "样例餐饮服务有限公司" in text
    assert "罚款50,000.00元" in text
    assert item.digest in text
    assert "<svg role=" in text
    assert f"/p/{item.public_id}/correction/" in text
    assert str(item.pk) not in text
    response = visitor.get(f"/p/{item.public_id}/")
    assert "public" in response["Cache-Control"]
    again = visitor.get(f"/p/{item.public_id}/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_item_and_search_take_few_queries_whatever_is_shown(
    visitor: Client, published: Published, office: Office
) -> None:
    first = published(TODAY, TODAY)
    checkpoints.make(at(TODAY, 12))

    def counted(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            page(visitor, address)
        return len(seen)

    before = counted(f"/p/{first.public_id}/"), counted("/p/?region=150200&q=样例"), counted("/portal/")
    for _ in range(3):
        published(TODAY, TODAY)
    after = counted(f"/p/{first.public_id}/"), counted("/p/?region=150200&q=样例"), counted("/portal/")
    assert before == after
    assert max(after) <= 6


def test_json_gives_what_the_digest_covers(visitor: Client, item: Publication) -> None:
    data = json.loads(page(visitor, f"/p/{item.public_id}.json"))
    assert digest(canonical_json(data["body"])) == data["digest"] == item.digest
    assert str(item.pk) not in json.dumps(data)
    assert data["ledger"]["event_seq"] == item.event_seq


def test_what_is_not_published_is_not_there(visitor: Client, ruled: Published) -> None:
    row = ruled(TODAY)
    for address in (
        f"/p/{row.public_id}/",
        f"/p/{row.public_id}.json",
        f"/p/{row.pk}/",
        "/p/aaaaaaaaaaaaa/",
        "/p/x/",
    ):
        assert "没有这条公示" in page(visitor, address, 404)
    assert row.title not in page(visitor, "/p/")


def test_what_came_down_says_why_and_shows_nothing(
    visitor: Client, item: Publication, office: Office
) -> None:
    taken_down(item, office)
    text = page(visitor, f"/p/{item.public_id}/", 410)
    assert "行政复议撤销了原决定。" in text
    assert "样例餐饮" not in text
    data = json.loads(page(visitor, f"/p/{item.public_id}.json", 410))
    assert data["reason"] == "行政复议撤销了原决定。"
    assert "body" not in data
    assert "样例餐饮" not in page(visitor, "/p/")
    response = visitor.get(f"/p/{item.public_id}/")
    assert "no-store" in response["Cache-Control"]


def test_a_term_that_is_over_takes_the_content_away(visitor: Client, item: Publication) -> None:
    Publication.objects.filter(pk=item.pk).update(until=date.today() - timedelta(days=1))
    assert "样例餐饮" not in page(visitor, f"/p/{item.public_id}/", 410)


def test_the_search_narrows_and_survives_nonsense(visitor: Client, item: Publication, office: Office) -> None:
    there = f"/p/{item.public_id}/"
    for found in (
        "?q=样例餐饮",
        "?region=150203",
        f"?organ={office.organ.pk}",
        f"?since={TODAY}",
        "?domain=market",
    ):
        assert there in page(visitor, f"/p/{found}"), found
    for lost in ("?q=没有的", "?region=150200&level=own", "?domain=urban", "?until=2020-01-01"):
        assert there not in page(visitor, f"/p/{lost}"), lost
    for odd in (
        "?after=zz&before=20261399x",
        "?since=2026-02-31",
        "?organ=%00",
        "?q=%00%27%22<script>",
        "?region=" + "9" * 500,
    ):
        assert "<script>" not in page(visitor, f"/p/{odd}").replace("<script src=", "")


def test_pages_follow_each_other_without_script(visitor: Client, published: Published, settings: Any) -> None:
    from fazhi.disclosure import selectors

    rows = [published(TODAY, TODAY) for _ in range(3)]
    size, selectors.PAGE = selectors.PAGE, 2
    try:
        wanted = selectors.Wanted()
        first = selectors.public_items(wanted, day=date.today(), size=2)
        text = page(visitor, f"/p/?after={first.after}")
    finally:
        selectors.PAGE = size
    assert rows[0].public_id in text
    assert 'rel="prev"' in text


def test_a_check_goes_up_to_the_root(visitor: Client, item: Publication) -> None:
    address = f"/verify/?q=http://testserver/p/{item.public_id}/"
    assert "还没有编入检查点" in page(visitor, address)
    made = checkpoints.make(at(TODAY, 14))
    assert made is not None
    for query in (
        item.public_id,
        item.digest,
        item.digest.partition(":")[2],
        item.number,
        f"/p/{item.public_id}.json",
    ):
        text = page(visitor, f"/verify/?q={query}")
        assert "核验相符" in text, query
        assert "不符</b>" not in text
    assert made.root in text


def test_a_forged_digest_is_refused(visitor: Client, item: Publication) -> None:
    checkpoints.make(at(TODAY, 14))
    forged = item.digest[:-4] + ("0000" if not item.digest.endswith("0000") else "1111")
    assert "没有查到" in page(visitor, f"/verify/?q={forged}")
    for claimed in (forged, "sm3:12", "abc"):
        text = page(visitor, f"/verify/?q={item.public_id}&digest={claimed}")
        assert "核验不符" in text
    assert "核验相符" in page(visitor, f"/verify/?q={item.public_id}&digest={item.digest}")


def test_a_changed_item_is_found_out(visitor: Client, item: Publication) -> None:
    checkpoints.make(at(TODAY, 14))
    body = item.public | {"cause": "没有违法"}
    Publication.objects.filter(pk=item.pk).update(public=body)
    assert "核验不符" in page(visitor, f"/verify/?q={item.public_id}")
    Publication.objects.filter(pk=item.pk).update(public=body, digest=digest(canonical_json(body)))
    text = page(visitor, f"/verify/?q={item.public_id}")
    assert "核验不符" in text
    assert "公示记录写明的摘要与公示内容" in text


def upload(visitor: Client, data: bytes, **more: str) -> str:
    response = visitor.post("/verify/", {"checkpoint": SimpleUploadedFile("c.json", data), **more})
    assert not response.cookies
    return str(response.content.decode())


def test_a_kept_checkpoint_is_compared(visitor: Client, item: Publication) -> None:
    made = checkpoints.make(at(TODAY, 14))
    assert made is not None
    kept = visitor.get(f"/checkpoints/{made.n}.json").content
    assert "核验相符" in upload(visitor, kept)
    assert "核验相符" in upload(visitor, kept, q=item.public_id)
    forged = json.dumps(json.loads(kept) | {"root": "sm3:" + "0" * 64}).encode()
    assert "核验不符" in upload(visitor, forged)
    assert "核验不符" in upload(visitor, forged, q=item.public_id)
    for odd in (
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"{}",
        b'{"n": "1", "root": 3}',
        b'{"n": -1, "root": "x"}',
        b"[" * 50_000,
    ):
        text = upload(visitor, odd)
        assert "核验相符" not in text
    assert visitor.get("/checkpoints/99.json").status_code == 404
    assert f"/checkpoints/{made.n}.json" in page(visitor, "/checkpoints/")


def stamp(visitor: Client, row: Publication) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page(visitor, f"/p/{row.public_id}/correction/"))
    assert found is not None
    return found[1]


def test_anybody_may_ask_for_a_correction_and_the_organ_is_told(
    visitor: Client, item: Publication, office: Office
) -> None:
    address, form = (
        f"/p/{item.public_id}/correction/",
        {"text": "住所写错了，应为青山区。", "stamp": stamp(visitor, item)},
    )
    response = Client(enforce_csrf_checks=True).post(address, form)
    assert "已收到" in response.content.decode()
    assert not response.cookies
    assert Notice.objects.filter(organ_id=office.organ.pk, kind="correction_request").count() == 2
    assert CorrectionRequest.objects.get().source != "127.0.0.1"


def test_a_request_is_short_enough_stamped_and_not_too_frequent(visitor: Client, item: Publication) -> None:
    address, good = f"/p/{item.public_id}/correction/", stamp(visitor, item)

    def sent(**form: str) -> int:
        return visitor.post(address, {"text": "住所写错了，应为青山区。", "stamp": good, **form}).status_code

    assert (
        sent(text="短")
        == sent(text="长" * 1001)
        == sent(contact="1" * 101)
        == sent(stamp="")
        == sent(stamp="x:y:z")
        == 422
    )
    assert sent(website="http://spam") == 200
    assert not CorrectionRequest.objects.exists()
    assert [sent() for _ in range(6)] == [200] * 5 + [429]
    assert CorrectionRequest.objects.count() == 5
    assert visitor.put(address).status_code == 405


def test_a_request_about_what_came_down_finds_nothing(
    visitor: Client, item: Publication, office: Office
) -> None:
    taken_down(item, office)
    page(visitor, f"/p/{item.public_id}/correction/", 404)


def test_a_corrected_item_says_so(visitor: Client, item: Publication, office: Office) -> None:
    content.lay_down(Matter.objects.get(pk=item.pk).parent_id, cause="经营过期食品")  # type: ignore[arg-type]
    perform(
        item.pk, "redraft", office.officer, {"correction_note": "案由表述有误，已更正。"}, at=at(TODAY, 12)
    )
    perform(item.pk, "submit", office.officer, {}, at=at(TODAY, 12))
    item.refresh_from_db()
    perform(item.pk, "publish", office.legal, {"draft_digest": item.draft_digest}, at=at(TODAY, 13))
    text = page(visitor, f"/p/{item.public_id}/")
    assert "案由表述有误，已更正。" in text
    assert "经营过期食品" in text


@pytest.mark.parametrize(
    ("query", "last"),
    [
        ("term=reconsideration&day=2026-01-05", "2026年3月6日"),
        ("term=suit&day=2026-01-31", "2026年7月31日"),
        ("term=hearing&day=2026-09-28", "2026年10月10日"),
        ("term=&day=2026-09-28&length=7&unit=working_day", "2026年10月13日"),
        ("term=&day=2026-02-01&length=1&unit=month", "2026年3月2日"),
    ],
)
def test_the_calculator_counts(visitor: Client, db: None, query: str, last: str) -> None:
    text = page(visitor, f"/calc/?{query}")
    assert f"最后一日：{last}" in text


@pytest.mark.parametrize(
    "query",
    ["day=2026-02-30", "day=1900-01-01&term=suit", "day=2026-01-01&term=&length=0", "day=2026-01-01&length=9999999",
     "day=2026-01-01&length=3&unit=hour", "day=2026-01-01&length=３&unit=day", "day=2010-01-01&term=hearing", "day=%00"],
)  # fmt: skip
def test_the_calculator_says_what_it_cannot(visitor: Client, db: None, query: str) -> None:
    assert "算不出来" in page(visitor, f"/calc/?{query}", 422)
