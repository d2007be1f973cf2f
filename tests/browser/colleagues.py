"""The people of one office, each at a browser of his own, who click and fill in as people do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from fazhi.people.demo import DEMO_PASSWORD
from tests.browser.conftest import PATIENCE_MS
from tests.factories.cases import SCAN

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def written(value: Any) -> str:
    """A value as it is typed into a field."""
    match value:
        case datetime():
            return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def log_in(page: Page, username: str) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_label("密码")).to_have_count(0)


def fill(page: Page, form: Mapping[str, Any]) -> None:
    """Fill in the fields in the order in which the page shows them, so that what depends on another appears first."""
    names = page.eval_on_selector_all("#act [name]", "all => [...new Set(all.map(e => e.name))]")
    unknown = set(form) - set(names)
    assert not unknown, f"the page does not ask for {unknown}"
    for name in names:
        if name in form and form[name] not in (None, "", []):
            _one(page, name, form[name])


def _one(page: Page, name: str, value: Any) -> None:
    where = page.locator(f'#act [name="{name}"]')
    kind = where.first.get_attribute("type") or where.first.evaluate("e => e.tagName.toLowerCase()")
    match kind:
        case "radio" | "checkbox" if isinstance(value, bool):
            where.first.set_checked(value)
        case "radio" | "checkbox":
            for one in value if isinstance(value, list) else [value]:
                page.locator(f'#act [name="{name}"][value="{one}"]').check()
        case "select":
            where.select_option(written(value))
        case "file":
            where.set_input_files([{"name": "scan.pdf", "mimeType": "application/pdf", "buffer": SCAN}])
        case _:
            where.fill(written(value))


@dataclass
class Colleagues:
    """Browsers by account name, opened and entered at the first asking. `complaints` is what any of them noticed."""

    browser: Browser
    url: str
    complaints: list[str] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, username: str) -> Page:
        if username not in self.pages:
            context = self.browser.new_context(
                base_url=self.url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport=DESK
            )
            context.set_default_timeout(PATIENCE_MS)
            self.pages[username] = page = context.new_page()
            watch(page, self.complaints)
            if username:
                log_in(page, username)
        return self.pages[username]

    def act(self, username: str, address: str, action: str, form: Mapping[str, Any] | None = None) -> Page:
        """Go to the matter, choose the action among what can be done, fill in its form and send it."""
        page = self.page(username)
        page.goto(address)
        link = page.locator(f'a[href$="/act/{action}/"]')
        expect(link.first, f"{username} is not offered {action}").to_be_attached()
        folded = page.locator("#now details").filter(has=link)
        if folded.count() and folded.first.get_attribute("open") is None:
            folded.first.locator("summary").click()
        link.first.click()
        expect(page.locator("#act")).to_be_visible()
        fill(page, form or {})
        page.locator('#act button[type="submit"]').click()
        page.wait_for_url("**/matters/*/")
        return page

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


def watch(page: Page, complaints: list[str]) -> None:
    """Note every error the page logs or throws, and every answer that says that something failed."""
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda r: complaints.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
    # A file that is saved rather than shown ends its navigation; that is no failure.
    page.on(
        "requestfailed",
        lambda r: None if "ERR_ABORTED" in str(r.failure) else complaints.append(f"{r.url}: {r.failure}"),
    )
