"""Who may review, and what an opinion must hold: 处罚法58."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from fazhi.domains.enforcement.rules.facts import CredentialFacts
from fazhi.domains.review.rules import guards
from fazhi.domains.review.rules.facts import ReviewFacts
from fazhi.domains.review.rules.terms import TERMS
from fazhi.domains.review.vocabulary import CHECK_ITEMS, SubjectKind
from fazhi.kernel.verdicts import NotApplicable, Refused
from tests.domains.enforcement.rules.acts import act, who

FITS = {column: "fits" for column, _ in CHECK_ITEMS}


def licence(**more: Any) -> CredentialFacts:
    given: dict[str, Any] = {
        "kind": "legal_profession", "number": "A20191502", "valid_from": date(2019, 3, 1), "valid_to": None,
    }  # fmt: skip
    return CredentialFacts(**(given | more))


def facts(kind: SubjectKind = SubjectKind.PENALTY, **more: Any) -> ReviewFacts:
    return ReviewFacts(kind=kind, **more)


@pytest.mark.parametrize(
    ("held", "since", "allowed"),
    [
        ([licence()], None, True),
        ([], None, False),
        ([licence(kind="enforcement")], None, False),
        ([licence(valid_from=date(2026, 3, 3))], None, False),
        ([licence(status="cancelled")], None, False),
        # 初次从事: who began before the qualification was asked for does not begin now
        ([], date(2017, 12, 31), True),
        ([], date(2018, 1, 1), False),
    ],
)
def test_who_reviews_for_the_first_time_is_qualified(
    held: list[Any], since: date | None, allowed: bool
) -> None:
    people: dict[UUID, tuple[Any, ...]] = {who("审"): tuple(held)}
    given = facts(credentials=people, since={who("审"): since} if since else {})
    assert bool(guards.reviewer_qualified(given, act("2026-03-02", doer="审"))) is allowed


def test_the_qualification_is_asked_for_penalties() -> None:
    verdict = guards.reviewer_qualified(facts(SubjectKind.CONTRACT), act(doer="审"))
    assert isinstance(verdict, NotApplicable)


def test_who_handles_does_not_review() -> None:
    given = facts(proposers=frozenset({who("甲")}))
    assert not guards.reviewer_did_not_handle(given, act(doer="甲"))
    assert guards.reviewer_did_not_handle(given, act(doer="乙"))


@pytest.mark.parametrize("missing", [column for column, _ in CHECK_ITEMS])
def test_every_item_is_answered(missing: str) -> None:
    verdict = guards.all_items_checked(facts(), act(key="agree", form=FITS | {missing: None}))
    assert isinstance(verdict, Refused)
    assert verdict.field == missing


@pytest.mark.parametrize(
    ("key", "form", "allowed"),
    [
        ("agree", FITS, True),
        ("agree", FITS | {"crime_fits": "not_applicable"}, True),
        ("agree", FITS | {"law_fits": "fails"}, False),
        ("disagree", FITS | {"law_fits": "fails"}, True),
        ("disagree", FITS, False),
        ("return_for_correction", FITS | {"papers_fit": "fails"}, True),
        ("return_for_correction", FITS, False),
    ],
)
def test_the_conclusion_follows_from_the_items(key: str, form: dict[str, str], allowed: bool) -> None:
    assert bool(guards.all_items_checked(facts(), act(key=key, form=form))) is allowed


@pytest.mark.parametrize(("days", "allowed"), [(0, False), (1, True), (10, True), (11, False)])
def test_extension(days: int, allowed: bool) -> None:
    form = {"extension_length": days}
    assert bool(guards.extension_within_bounds(facts(), act(form=form, terms=TERMS))) is allowed
