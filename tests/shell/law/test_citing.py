"""What of ours cites an article, by names that people know."""

import pytest

from fazhi.law import citers
from fazhi.law.library import LawFacts
from fazhi.law.services.cross_cite import cross_cite
from fazhi.registers.models import Entry, Register
from tests.shell.law.conftest import AT, TODAY


def told(law: LawFacts, number: str, **more: bool) -> dict[str, list[str]]:
    found = citers.citing(law, number, on=TODAY, **more)
    return {group.kind: [place.name for place in group.places] for group in found}


def test_steps_stages_clocks_and_terms_are_named(law: LawFacts) -> None:
    found = told(law, "3")
    assert "跑腿 · 期限“办结”" in found["procedure"]
    assert "跑腿 · 期限“办结”的扣除" in found["procedure"]
    assert "跑腿 · 步骤“延长”" in found["procedure"]
    assert any("期限“办结”（" in name for name in found["term"])
    assert any("期限“办结”的延长（" in name for name in found["term"])
    assert "跑腿 · 阶段“复核”" in told(law, "9")["procedure"]


def test_only_the_article_asked_for_counts(law: LawFacts) -> None:
    assert told(law, "10") == {}
    assert "跑腿 · 步骤“登记”" in told(law, "1")["procedure"]
    every = citers.citing(law, on=TODAY)
    assert {place.ref.number for group in every for place in group.places} >= {"1", "3", "9"}


def test_other_laws_cite_by_any_name_of_it(law: LawFacts) -> None:
    cross_cite(at=AT)
    assert told(law, "6")["law"] == ["《测试办法》第二条"]
    place = next(g for g in citers.citing(law, "6", on=TODAY) if g.kind == "law").places[0]
    assert place.point == "第六条第一款"
    assert "《测试法》第六条第一款提出异议" in place.text
    assert place.url.endswith("/2/?edition=2020-03-01")


def test_what_nobody_knows_by_name_is_not_shown(law: LawFacts) -> None:
    whole, shown = told(law, ""), told(law, "", shown_only=True)
    assert set(shown) <= set(whole)
    assert "code" not in shown


@pytest.mark.parametrize(("status", "count"), [("in_force", 1), ("draft", 0)])
def test_published_entries_in_force_cite(law: LawFacts, status: str, count: int) -> None:
    register = Register.objects.create(
        kind="discretion_benchmark", title="裁量基准", basis="《测试法》第二条", region_path="001", made_at=AT
    )
    Entry.objects.create(
        register=register, code="甲-1", title="不登记", data={"law_basis": "《测试法》第五条、第六条第二款"},
        digest="x", valid_from="2020-01-01", region_path="001", status=status, published=status == "in_force",
        made_at=AT,
    )  # fmt: skip
    assert len(told(law, "5").get("register", [])) == count
    assert len(told(law, "6").get("register", [])) == count
    assert told(law, "2")["register"] == ["裁量基准"]
