"""The door, as a newcomer meets it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from fazhi.people.demo import DEMO_PASSWORD, seed


@pytest.fixture
def people(transactional_db: None) -> None:
    seed(timezone.now())


def test_an_officer_logs_in(people: None, page: Page) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill("officer")
    page.get_by_label("密码").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).not_to_have_url("**/login/")
    expect(page.get_by_text("昆都仑区市场监督管理局").first).to_be_visible()


def test_a_wrong_password_is_told_and_nobody_comes_in(
    people: None, page: Page, complaints: list[str]
) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill("officer")
    page.get_by_label("密码").fill("not the password")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_label("用户名")).to_be_visible()
    expect(page.get_by_text("不正确").first).to_be_visible()
    # The browser notes that the answer was a refusal, and nothing else.
    assert [c for c in complaints if "403" not in c] == []
    complaints.clear()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_door_is_usable_and_labelled(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/login/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
