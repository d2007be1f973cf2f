"""The main pages as they are looked at: no errors, nothing beside the screen, labelled, and open to the keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from fazhi.disclosure.models import Publication
from fazhi.people.demo import DEMO_PASSWORD, DemoPeople
from tests.browser.colleagues import DESK, PHONE, Colleagues
from tests.factories.cases import FIRM, Docket, peopled
from tests.shell.conftest import laid_out

SERIOUS = {"serious", "critical"}


@pytest.fixture
def people(transactional_db: None) -> DemoPeople:
    return peopled(timezone.now())


@pytest.fixture
def cases(people: DemoPeople) -> dict[str, Docket]:
    made = laid_out(people)
    made["performance"].publish(timezone.localdate().isoformat(), hour=0)
    return made


@pytest.fixture
def office(browser: Browser, live_server: LiveServer, people: DemoPeople) -> Iterator[Colleagues]:
    colleagues = Colleagues(browser, live_server.url)
    yield colleagues
    colleagues.close()


def visits(cases: dict[str, Docket]) -> list[tuple[str, str]]:
    """Who looks at which page; nobody is the public."""
    clue, work = (f"/matters/{cases[name].matter.pk}/" for name in ("clue", "investigation"))
    item = Publication.objects.get(status="published").public_id
    return [
        ("", "/login/"),
        ("", "/portal/"),
        ("", "/p/"),
        ("", f"/p/{item}/"),
        ("", "/verify/"),
        ("", "/calc/"),
        ("officer", "/desk/"),
        ("officer", "/open/"),
        ("officer", "/matters/"),
        ("officer", clue),
        ("officer", work),
        ("officer", f"{clue}act/submit_filing/"),
        ("officer", f"{work}act/conclude/"),
        ("officer", f"{work}verify/"),
        ("officer", "/people/"),
        ("officer", "/notices/"),
        ("officer", f"/search/?q={FIRM.name[:4]}"),
        ("supervisor", "/region/"),
        ("supervisor", "/matters/?state=over"),
        ("leader", "/region/"),
    ]


def grave(page: Page) -> list[str]:
    """What axe finds serious or critical on the page."""
    result: dict[str, Any] = Axe().run(page).response
    return [
        f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes'][:3]]}"
        for v in result["violations"]
        if v["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["1440", "390"])
def test_every_main_page_is_whole(
    office: Colleagues, cases: dict[str, Docket], screen: dict[str, int]
) -> None:
    faults: dict[str, Any] = {}
    for who, address in visits(cases):
        page = office.page(who)
        page.set_viewport_size(screen)  # type: ignore[arg-type]
        page.goto(address, wait_until="networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = grave(page) + ([f"{wide} px wide"] if wide > screen["width"] else [])
        if found:
            faults[f"{who or 'public'} {address}"] = found
    assert not faults, "\n".join(f"{where}: {what}" for where, what in faults.items())
    assert not office.complaints, office.complaints


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["1440", "390"])
def test_a_form_with_errors_is_told_and_labelled(
    office: Colleagues, cases: dict[str, Docket], screen: dict[str, int]
) -> None:
    page = office.page("officer")
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(f"/matters/{cases['clue'].matter.pk}/act/submit_filing/")
    page.locator('#act [name="opinion"]').fill("这句话要留着。")
    # Past the check in the page, to that of the server.
    page.evaluate("document.getElementById('act').submit()")
    summary = page.locator(".fz-errors")
    expect(summary).to_be_visible()
    expect(page.locator('#act [name="opinion"]')).to_have_value("这句话要留着。")
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    target = str(summary.locator("a").first.get_attribute("href"))
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.id") == target.removeprefix("#")
    assert [c for c in office.complaints if "422" not in c] == []


def test_on_a_phone_the_primary_action_is_in_reach(office: Colleagues, cases: dict[str, Docket]) -> None:
    page = office.page("officer")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"/matters/{cases['clue'].matter.pk}/")
    button = page.locator(".fz-actbar .btn-primary")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= PHONE["height"]
    button.click()
    expect(page.locator(".fz-actbar button[type=submit]")).to_be_visible()


def test_with_the_keyboard_alone_from_the_door_to_the_act(
    office: Colleagues, cases: dict[str, Docket]
) -> None:
    context = office.browser.new_context(base_url=office.url, locale="zh-CN", viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/login/")
    _tab_to(page, 'document.activeElement.name === "username"')
    page.keyboard.type("officer")
    _tab_to(page, 'document.activeElement.type === "password"')
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page.goto("/desk/")
    _tab_to(page, "/\\/matters\\/[0-9a-f-]{36}\\/$/.test(document.activeElement.href || '')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/*-*/")
    _tab_to(page, "document.activeElement.matches('#now .btn-primary')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/act/**")
    expect(page.locator("#act")).to_be_visible()
    context.close()


def _tab_to(page: Page, there: str, most: int = 80) -> None:
    """Press Tab until the focus is where the expression says."""
    for _ in range(most):
        if page.evaluate(there):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"after {most} times Tab the focus never came to {there}")
