"""Whether a case may be opened: tables by article."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.domains.enforcement.rules import guards
from fazhi.domains.enforcement.rules.facts import PartyFacts, PenaltyFacts, PriorDecision
from fazhi.domains.enforcement.vocabulary import EnforcementDomain, JurisdictionGround, PartyKind
from fazhi.kernel.verdicts import NotApplicable, Refused
from tests.domains.enforcement.rules.acts import act

FIRM = PartyFacts("试验公司", PartyKind.LEGAL_PERSON)
BASE = {"domain": EnforcementDomain.MARKET, "cause": "甲", "parties": (FIRM,)}


def facts(**more: object) -> PenaltyFacts:
    return PenaltyFacts(**(BASE | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        # 处罚法36(1): two years, counted from the act
        ({"act_from": "2024-02-27", "found_on": "2026-02-27"}, True),
        ({"act_from": "2024-02-27", "found_on": "2026-02-28"}, False),
        ({"act_from": "2024-02-29", "found_on": "2026-02-28"}, True),
        ({"act_from": "2024-02-29", "found_on": "2026-03-01"}, False),
        # five years only where life or finance is touched AND there was harm
        ({"act_from": "2022-01-01", "found_on": "2026-02-28", "endangers_life_or_finance": True}, False),
        ({"act_from": "2022-01-01", "found_on": "2026-02-28", "did_harm": True}, False),
        (
            {
                "act_from": "2022-01-01",
                "found_on": "2026-02-28",
                "endangers_life_or_finance": True,
                "did_harm": True,
            },
            True,
        ),
        (
            {
                "act_from": "2021-02-27",
                "found_on": "2026-02-28",
                "endangers_life_or_finance": True,
                "did_harm": True,
            },
            False,
        ),
        # 36(2): a continuing act from its end; one that goes on is never out of time
        (
            {
                "act_from": "2020-01-01",
                "act_to": "2025-01-01",
                "is_continuing": True,
                "found_on": "2026-02-28",
            },
            True,
        ),
        (
            {
                "act_from": "2020-01-01",
                "act_to": "2023-01-01",
                "is_continuing": True,
                "found_on": "2026-02-28",
            },
            False,
        ),
        ({"act_from": "2020-01-01", "is_continuing": True, "found_on": "2026-02-28"}, True),
        # without a day nothing can be said
        ({"found_on": "2026-02-28"}, False),
    ],
)
def test_limitation(given: dict[str, object], allowed: bool) -> None:
    days = {k: date.fromisoformat(v) if isinstance(v, str) else v for k, v in given.items()}
    assert bool(guards.within_limitation(facts(**days), act())) is allowed


@pytest.mark.parametrize(
    ("given", "form", "said"),
    [
        ({}, {}, ""),
        ({"organ_domains": frozenset({"市场监管"})}, {}, ""),
        ({"organ_domains": frozenset({"market"})}, {}, ""),
        ({"organ_domains": frozenset({"城市管理"})}, {}, "没有市场监管领域"),
        ({"organ_level": 4}, {}, "县级以上"),
        ({"organ_level": 4, "jurisdiction": JurisdictionGround.TOWNSHIP}, {}, "没有写明具体依据"),
        (
            {
                "organ_level": 4,
                "jurisdiction": JurisdictionGround.TOWNSHIP,
                "jurisdiction_note": "自治区决定",
            },
            {},
            "",
        ),
        ({}, {"jurisdiction": "designated"}, "指定管辖"),
        ({}, {"jurisdiction": "designated", "jurisdiction_note": "指定管辖通知书"}, ""),
    ],
)
def test_jurisdiction(given: dict[str, object], form: dict[str, object], said: str) -> None:
    verdict = guards.has_jurisdiction(facts(**given), act(form=form))
    assert (said in verdict.reason) if isinstance(verdict, Refused) else not said


PRIOR = PriorDecision("甲〔2026〕1号", "试验局", date(2026, 1, 5), Decimal(500), date(2025, 12, 1))


def test_an_earlier_fine_warns_and_does_not_refuse() -> None:
    verdict = guards.warned_of_double_fine(facts(priors=(PRIOR,)), act())
    assert verdict
    assert "一事不再罚" in verdict.note
    assert "请注意" not in guards.warned_of_double_fine(facts(), act()).note


@pytest.mark.parametrize(
    ("priors", "form", "allowed"),
    [
        ((), {"kinds": ["fine"], "fine": "100"}, True),
        ((PRIOR,), {"kinds": ["fine"], "fine": "100"}, False),
        ((PRIOR,), {"kinds": ["fine"], "fine": "100", "double_fine_reason": " "}, False),
        ((PRIOR,), {"kinds": ["fine"], "fine": "100", "double_fine_reason": "另一批次"}, True),
        ((PRIOR,), {"kinds": ["warning"]}, True),  # only fines are barred
        ((PRIOR,), {"conclusion": "drop", "fine": "100"}, True),
    ],
)
def test_a_second_fine_needs_its_reason(
    priors: tuple[PriorDecision, ...], form: dict[str, object], allowed: bool
) -> None:
    assert bool(guards.double_fine_explained(facts(priors=priors), act(form=form))) is allowed


def test_a_case_without_party_is_not_filed() -> None:
    assert isinstance(guards.has_party(facts(parties=()), act()), Refused)
    assert not isinstance(guards.has_party(facts(), act()), Refused | NotApplicable)
