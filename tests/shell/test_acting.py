"""Doing an act by its form: sent once, kept on error, refused with reasons, told when overtaken."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fazhi.domains.enforcement.demo import forms
from fazhi.ledger.models import Event
from fazhi.procedures.models import Matter
from tests.factories.cases import FIRM, NO_LICENCE, PLACE, SCAN, entered
from tests.shell.conftest import City

pytestmark = pytest.mark.django_db


def hidden(page: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found
    return found[1]


def url(city: City, case: str, action: str) -> str:
    return f"/matters/{city.cases[case].matter.pk}/act/{action}/"


def test_a_form_is_sent_and_the_page_says_what_comes_next(city: City) -> None:
    client = entered(city.team["officer"])
    where = url(city, "clue", "submit_filing")
    page = client.get(where)
    data = forms.submit_filing(city.team["officer2"].person_id)
    sent = data | {"seen": hidden(page, "seen"), "idem": hidden(page, "idem")}
    answer = client.post(where, sent, follow=True)
    assert answer.redirect_chain == [(f"/matters/{city.cases['clue'].matter.pk}/", 302)]
    assert "已报请立案" in answer.content.decode()
    assert "下一步：批准立案" in answer.content.decode()


def test_the_same_form_sent_twice_is_done_once(city: City) -> None:
    client = entered(city.team["officer"])
    where, before = url(city, "clue", "comment"), Event.objects.count()
    data = {"text": "已电话联系。", "idem": "same-key", "seen": hidden(client.get(where), "seen")}
    first, second = client.post(where, data), client.post(where, data, follow=True)
    assert first.status_code == 302
    assert "没有重复办理" in second.content.decode()
    assert Event.objects.count() == before + 1


def test_a_faulty_form_comes_back_with_entries_and_a_summary(city: City) -> None:
    client = entered(city.team["officer"])
    data = {"opinion": "这句话要留着。", "jurisdiction": "no-such"}
    answer = client.post(url(city, "clue", "submit_filing"), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "这句话要留着。" in text
    assert {f.field for f in answer.context["faults"]} >= {"co_handler", "jurisdiction", "filing_grounds"}
    for fault in answer.context["faults"]:
        assert fault.sentence in text
        assert f'href="#f-{fault.field}"' in text


def test_who_comes_second_is_told_what_happened_and_keeps_his_entries(city: City) -> None:
    mine, other = entered(city.team["officer"]), entered(city.team["officer2"])
    where = url(city, "investigation", "comment")
    seen = hidden(mine.get(where), "seen")
    other.post(where, {"text": "我先留言。"})
    answer = mine.post(where, {"text": "后来的话。", "seen": seen})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "后来的话。" in text
    assert f"{city.team['officer2'].name}：留言" in text


def test_a_correction_can_be_sent(city: City) -> None:
    client = entered(city.team["officer"])
    where = url(city, "clue", "correct")
    page = client.get(where)
    data = {
        "seq": "1", "was": "没有取得营业执照", "now": "未取得营业执照", "reason": "笔误", "seen": hidden(page, "seen"),
    }  # fmt: skip
    answer = client.post(where, data)
    assert answer.status_code == 302, answer.context["faults"]
    lost = client.post(where, data | {"was": "从来没有这句话", "seen": ""})
    assert lost.status_code == 422


def test_missing_conditions_are_listed_with_reason_cure_and_article(city: City) -> None:
    client = entered(city.team["officer"])
    answer = client.get(url(city, "performance", "finish_performance"))
    assert answer.status_code == 409
    (row,) = answer.context["refusal"]["rows"]
    assert row["title"] == "尚有3000.00元没有缴纳"
    assert row["note"]
    assert "行政处罚法" in row["basis"]


@pytest.mark.parametrize("seen", ["x", "-1", "9" * 5000, "٣", "1e3", " "])
def test_an_odd_number_of_records_seen_does_no_harm(city: City, seen: str) -> None:
    client = entered(city.team["officer"])
    answer = client.post(url(city, "clue", "comment"), {"text": "留言", "seen": seen})
    assert answer.status_code in {302, 409}


@pytest.mark.parametrize(
    "text", ["\x00", "a" * 20_001, "<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202e倒"]
)
def test_odd_words_are_refused_or_shown_as_they_are(city: City, text: str) -> None:
    client = entered(city.team["officer"])
    answer = client.post(url(city, "clue", "comment"), {"text": text}, follow=True)
    assert answer.status_code in {200, 422}
    assert b"<script>alert" not in answer.content


def test_a_broken_upload_is_refused_by_name(city: City) -> None:
    client = entered(city.team["officer"])
    where, before = url(city, "investigation", "attach"), Event.objects.count()
    for name, content in (("run.exe", b"MZ\x90\x00" * 40), ("scan.pdf", b"not a pdf"), ("empty.pdf", b"")):
        data = {"title": "材料", "files": SimpleUploadedFile(name, content)}
        answer = client.post(where, data)
        assert answer.status_code == 422, name
        assert [f.field for f in answer.context["faults"]] == ["files"]
    assert Event.objects.count() == before
    fine = client.post(where, {"title": "材料", "files": SimpleUploadedFile("scan.pdf", SCAN)})
    assert fine.status_code == 302


def test_people_of_other_organs_cannot_be_named(city: City) -> None:
    client = entered(city.team["officer"])
    stranger = city.people.team("150204")["officer"].person_id
    answer = client.post(url(city, "clue", "submit_filing"), forms.submit_filing(stranger))
    assert answer.status_code == 422
    assert "co_handler" in {f.field for f in answer.context["faults"]}


def test_a_case_is_started_from_its_page(city: City) -> None:
    client = entered(city.team["officer"])
    page = client.get("/open/enforcement.penalty/")
    assert page.status_code == 200
    data = forms.register(FIRM, NO_LICENCE, timezone.localdate(), PLACE, "inspection") | {"idem": "begin-1"}
    first, again = (client.post("/open/enforcement.penalty/", data) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    assert Matter.objects.get(pk=first.url.split("/")[2]).stage == "clue"
    assert client.post("/open/enforcement.penalty/", {}).status_code == 422


@pytest.mark.parametrize(
    ("who", "kinds"), [("officer", {"enforcement.penalty", "enforcement.penalty_simple"}), ("head", set())]
)
def test_only_what_the_post_lets_one_start_is_offered(city: City, who: str, kinds: set[str]) -> None:
    client = entered(city.team[who])
    offered = {row["url"].split("/")[2] for row in client.get("/open/").context["rows"]}
    assert kinds <= offered
    for kind in {"enforcement.penalty", "enforcement.service", "no.such"} - offered:
        assert client.get(f"/open/{kind}/").status_code == 404
        assert client.post(f"/open/{kind}/", {"party_name": "x"}).status_code == 404
