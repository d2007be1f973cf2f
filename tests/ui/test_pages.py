"""Every page, full and with nothing to show: it holds together, and everybody can read and work it."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from tests.ui.conftest import Page, Render
from tests.ui.samples import BARE, FRAME, FULL, MATTER, SUM
from tests.ui.test_fields import unlabelled

CASES = [(template, context, "full") for template, context in FULL.items()]
CASES += [(template, BARE.get(template, {}), "bare") for template in FULL if template != "ui/components.html"]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}, {case[2]}")
def page(request: pytest.FixtureRequest, render: Render) -> Page:
    template, context, _ = request.param
    return render(template, **FRAME, **context)


def test_a_page_has_one_title_a_language_and_a_way_past_the_bar(page: Page) -> None:
    assert page.all("html", lang="zh-CN")
    assert len(page.all("h1")) == 1
    assert page.all("a", class_="skip", href="#main")
    assert page.all("main", id="main")
    assert re.search(r"<title>[^<]+ · ", page.html)


def test_headings_do_not_skip_a_level(page: Page) -> None:
    main = page.html.split("<main", 1)[1]
    levels = [int(n) for n in re.findall(r"<h([1-6])\b", main)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_control_has_a_name(page: Page) -> None:
    assert not unlabelled(page)
    assert not re.search(r"<a [^>]*>\s*</a>", page.html)
    assert not re.search(r"<button[^>]*>\s*</button>", page.html)
    assert all("alt" in img for img in page.all("img"))


def test_no_id_stands_twice(page: Page) -> None:
    ids = Counter(given["id"] for _, given in page.elements if "id" in given)
    assert [name for name, count in ids.items() if count > 1] == []


def test_links_within_the_page_lead_somewhere(page: Page) -> None:
    ids = {given["id"] for _, given in page.elements if "id" in given}
    targets = {a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")}
    assert targets <= ids


def test_nothing_runs_that_the_policy_would_refuse(page: Page) -> None:
    assert all("src" in script for script in page.all("script"))
    attributes = {name for _, given in page.elements for name in given}
    assert not {name for name in attributes if name.startswith(("on", "hx-on"))}


def test_no_value_of_ours_shows_through(page: Page) -> None:
    assert not re.search(r"None|True|False|\{\{|\{%|SimpleNamespace|datetime", page.text)


@pytest.mark.parametrize(
    "template", ["shell/desk.html", "shell/matter.html", "shell/act.html", "shell/region.html"]
)
def test_a_page_has_one_primary_button(render: Render, template: str) -> None:
    html = render(template, **FRAME, **FULL[template]).html
    on_the_page = re.sub(r'<div class="fz-actbar".*?</div>', "", html, flags=re.DOTALL)
    assert on_the_page.count("btn-primary") <= 1


def test_an_empty_desk_says_what_would_be_here(render: Render) -> None:
    page = render("shell/desk.html", **FRAME, **BARE["shell/desk.html"])
    assert "眼下没有要您办的事" in page.text
    assert "分派给您的案件、退回的材料和到期的步骤会列在这里" in page.text


def test_the_desk_says_what_is_owed_in_one_sentence(render: Render) -> None:
    page = render("shell/desk.html", **FRAME, **FULL["shell/desk.html"])
    assert "您有3件事要办，1件已超期，1件临期。" in page.text
    assert "11月18日 星期三" in page.text


def test_a_panel_that_is_not_given_loads_itself(render: Render) -> None:
    page = render("shell/matter.html", **FRAME, m=MATTER)
    loads = {lazy["hx-get"] for lazy in page.all("div", class_="fz-lazy")}
    assert loads == {
        f"/matters/1/{panel}/" for panel in ("sum", "timeline", "people", "subs", "papers", "evidence")
    }


def test_what_cannot_be_done_stands_with_its_reason(render: Render) -> None:
    page = render("shell/matter.html", **FRAME, **FULL["shell/matter.html"])
    assert "现在还不能办" in page.text
    assert "法制审核尚未通过。" in page.text


@pytest.mark.parametrize(("ok", "words"), [(True, "账本连续"), (False, "账本不连续"), (None, "核验完整性")])
def test_the_timeline_tells_whether_the_ledger_holds(render: Render, ok: bool | None, words: str) -> None:
    page = render(
        "shell/_timeline.html", timeline=[], ledger_line={"count": 1, "ok": ok, "verify_url": "/v/"}
    )
    assert words in page.text
    assert ("账本" in page.text) == (ok is not None)


def test_a_sum_that_rests_on_an_unpublished_year_says_so(render: Render) -> None:
    assert "放假安排尚未公布" in render("shell/_sum_body.html", s=SUM, today=FRAME["today"]).text
    assert "放假安排尚未公布" not in render("shell/_sum_body.html", s={**SUM, "provisional": False}).text


def test_a_form_carries_its_keys_and_keeps_what_was_entered(render: Render) -> None:
    page = render("shell/act.html", **FRAME, **FULL["shell/act.html"])
    (form,) = page.all("form", id="act")
    assert (form["method"], form["enctype"]) == ("post", "multipart/form-data")
    assert [i["value"] for i in page.all("input", type="hidden") if i["name"] in {"idem", "seen"}] == [
        "k1",
        "24",
    ]
    faulty: list[dict[str, Any]] = [f for f in FULL["shell/act.html"]["fields"] if f.get("error")]
    assert [i["value"] for i in page.all("input", aria_invalid="true")] == [f["value"] for f in faulty]


def test_a_list_without_matches_offers_the_way_back(render: Render) -> None:
    context = {**FULL["shell/matters.html"], "rows": []}
    page = render("shell/matters.html", **FRAME, **context)
    assert "没有符合这些条件的事项" in page.text
    assert not page.all("table")


def test_a_removed_item_shows_its_reason_and_nothing_else(render: Render) -> None:
    context = FULL["shell/portal_removed.html"]
    page = render(
        "shell/portal_removed.html",
        **{**context, "item": {**context["item"], "facts": [{"label": "x", "value": "秘密"}]}},
    )
    assert "公示期满" in page.text
    assert "秘密" not in page.text
