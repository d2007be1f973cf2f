"""A newcomer takes a case from its clue to the archive, by hand, with colleagues at their own desks."""

import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import docx
import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from fazhi.domains.enforcement.demo import forms
from fazhi.people.demo import DemoPeople
from fazhi.procedures.models import Matter
from tests.browser.colleagues import Colleagues, fill
from tests.factories.cases import COUNTY, FIRM, NO_LICENCE, PLACE, peopled


@pytest.fixture
def people(transactional_db: None) -> DemoPeople:
    return peopled(timezone.now())


@pytest.fixture
def office(browser: Browser, live_server: LiveServer, people: DemoPeople) -> Iterator[Colleagues]:
    colleagues = Colleagues(browser, live_server.url)
    yield colleagues
    colleagues.close()
    assert not colleagues.complaints, colleagues.complaints


def stage(page: Page) -> str:
    return page.locator(".fz-stages [aria-current], .fz-stages .now").first.inner_text()


def address(matter: Matter) -> str:
    return f"/matters/{matter.pk}/"


def child(case: Matter, procedure: str) -> str:
    """The address of the latest sub-matter of a kind."""
    return address(Matter.objects.filter(parent=case, procedure=procedure).order_by("-id")[0])


def test_from_clue_to_archive(office: Colleagues, people: DemoPeople) -> None:
    team = people.team()
    today = timezone.localdate()
    earlier = timezone.localtime() - timedelta(minutes=30)

    # 案源登记, found from the desk and not by an address.
    page = office.page("officer")
    page.goto("/")
    page.locator('a[href="/open/"]:visible').first.click()
    page.locator('a[href="/open/enforcement.penalty/"]:visible').first.click()
    fill(page, forms.register(FIRM, NO_LICENCE, today, PLACE, "inspection") | {"act_to": None})
    page.locator('#act button[type="submit"]').click()
    page.wait_for_url("**/matters/*/")
    expect(page.get_by_role("heading", name=FIRM.name)).to_be_visible()
    case = Matter.objects.get(procedure="enforcement.penalty")
    here = address(case)

    # 立案
    office.act("officer", here, "submit_filing", forms.submit_filing(team["officer2"].person_id))
    office.act("head", here, "file", {"opinion": "同意立案。"})
    expect(office.page("head").get_by_text("包昆市监立〔").first).to_be_visible()

    # 调查取证
    pair = [team["officer"].person_id, team["officer2"].person_id]
    inquiry = forms.inquiry(pair, team["officer2"].name, PLACE, earlier, "赵某例") | {
        "ended_at": earlier + timedelta(minutes=20)
    }
    office.act("officer", here, "record_inquiry", inquiry)
    evidence = forms.evidence(pair, today, "现场照片", "audiovisual") | {"files": True}
    office.act("officer2", here, "add_evidence", evidence)
    office.act("officer", here, "verify_evidence", {"finding": "confirmed", "note": "与原物核对无误。"})
    ending = forms.conclude(NO_LICENCE, complex_=True) | {"illegal_gains": None, "restitution": None}
    office.act("officer", here, "conclude", ending)

    # 法制审核
    review = child(case, "review.legality")
    office.act("legal", review, "accept")
    office.act("legal", review, "agree", forms.review_opinion())

    # 告知，陈述申辩，集体讨论
    office.act("head", here, "notify", {"opinion": "同意告知。"})
    served = forms.serve(today, "赵某例", PLACE)
    office.act("officer", child(case, "enforcement.service"), "serve", served)
    office.act("officer", here, "waive_defence", {"statement": "当事人书面放弃陈述、申辩。", "proof": True})
    office.act("officer", here, "close_defence")
    heads = [team[role] for role in ("chief", "head", "unithead")]
    talk = forms.discuss(
        [p.person_id for p in heads], [p.name for p in heads], earlier, team["legal"].name
    ) | {"ended_at": earlier + timedelta(minutes=20)}
    office.act("chief", here, "discuss", talk)

    # 决定，送达，公示
    office.act("head", here, "decide", forms.decide(NO_LICENCE, COUNTY))
    office.act("officer", child(case, "enforcement.service"), "serve", served)
    public = child(case, "disclosure.publication")
    office.act("officer", public, "submit")
    office.act("legal", public, "publish", {"opinion": "已核对。"})

    # 履行，结案，归档
    paid = forms.payment(Decimal(NO_LICENCE.fine), today, 1, FIRM.name)
    office.act("cashier", here, "record_payment", paid)
    office.act("head", here, "close_case", forms.close())
    office.act("officer", here, "archive", forms.archive(1, today.year))
    expect(page.get_by_text("本件已经办结").first).to_be_visible()

    # 文书, as Word and as PDF.
    page.goto(here)
    with page.expect_download() as saved:
        page.locator('#papers a[href$=".docx"]').first.click()
    word = docx.Document(str(saved.value.path()))
    assert FIRM.name in "\n".join(c.text for t in word.tables for r in t.rows for c in r.cells)
    decision = page.locator('#papers li:has-text("行政处罚决定书") a[href$=".pdf"]').first
    drawn = page.request.get(str(decision.get_attribute("href")))
    assert drawn.ok
    text = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(io.BytesIO(drawn.body())))
    assert FIRM.name in "".join(text.split())

    # 账本
    page.get_by_role("link", name="核验").first.click()
    expect(page.get_by_role("heading", name="账本连续")).to_be_visible()

    # 公示, as the public sees it.
    visitor = office.page("")
    visitor.goto("/p/")
    visitor.get_by_text(FIRM.name).first.click()
    expect(visitor.get_by_text("包昆市监罚〔").first).to_be_visible()
    shown = visitor.content()
    assert "赵某例" not in shown
    assert "13900000000" not in shown
