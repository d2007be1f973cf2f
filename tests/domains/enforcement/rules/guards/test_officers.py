"""Two certified officers: 处罚法42, 55, 57."""

from datetime import date

import pytest

from fazhi.domains.enforcement.rules import guards
from fazhi.domains.enforcement.rules.facts import CredentialFacts, OfficerFacts, PenaltyFacts
from fazhi.domains.enforcement.vocabulary import EnforcementDomain
from fazhi.kernel.verdicts import Refused
from tests.domains.enforcement.rules.acts import act, person, who


def badge(**more: object) -> CredentialFacts:
    given: dict[str, object] = {
        "kind": "enforcement", "number": "15020001", "valid_from": date(2024, 1, 1), "valid_to": date(2026, 3, 2),
        "domains": frozenset({"市场监管"}),
    }  # fmt: skip
    return CredentialFacts(**(given | more))  # type: ignore[arg-type]


def facts(**held: CredentialFacts | None) -> PenaltyFacts:
    officers = {who(n): OfficerFacts(who(n), n, (c,) if c else ()) for n, c in held.items()}
    return PenaltyFacts(domain=EnforcementDomain.MARKET, cause="", officers=officers)


ROLES = {"handler": ("甲",), "co_handler": ("乙",)}


@pytest.mark.parametrize(
    ("credential", "said"),
    [
        (badge(), ""),  # the last day still counts
        (badge(valid_to=None), ""),
        (badge(domains=frozenset()), ""),
        (badge(domains=frozenset({"market"})), ""),
        (badge(valid_to=date(2026, 3, 1)), "不在有效期内"),
        (badge(valid_from=date(2026, 3, 3)), "不在有效期内"),
        (badge(status="suspended"), "已被暂扣或者注销"),
        (badge(domains=frozenset({"城市管理"})), "不包括市场监管领域"),
        (badge(kind="legal_profession"), "没有行政执法证"),
        (None, "没有行政执法证"),
    ],
)
def test_the_second_officers_certificate(credential: CredentialFacts | None, said: str) -> None:
    verdict = guards.two_certified_officers(facts(甲=badge(), 乙=credential), act("2026-03-02", roles=ROLES))
    assert (said in verdict.reason and bool(said)) if isinstance(verdict, Refused) else not said


@pytest.mark.parametrize(
    "roles", [{}, {"handler": ("甲",)}, {"co_handler": ("乙",)}, {"handler": ("甲",), "co_handler": ("甲",)}]
)
def test_fewer_than_two_are_too_few(roles: dict[str, tuple[str, ...]]) -> None:
    verdict = guards.two_certified_officers(facts(甲=badge(), 乙=badge()), act(roles=roles))
    assert isinstance(verdict, Refused)
    assert "不得少于两人" in verdict.reason


def test_the_form_names_the_second_officer_before_he_is_assigned() -> None:
    form = {"co_handler": person("乙", credentials=(badge(),))}
    assert guards.two_certified_officers(facts(甲=badge()), act(roles={"handler": ("甲",)}, form=form))


def test_those_who_took_part_are_those_of_the_form() -> None:
    two = [person("甲", credentials=(badge(),)), person("乙", credentials=(badge(),))]
    assert guards.two_took_part(facts(), act(form={"officers": two}))
    assert not guards.two_took_part(facts(), act(form={"officers": two[:1]}, roles=ROLES))


@pytest.mark.parametrize(("shown", "allowed"), [(True, True), (False, False), (None, False)])
def test_certificates_are_shown_first(shown: bool | None, allowed: bool) -> None:
    assert bool(guards.shown_certificates(None, act(form={"showed_certificates": shown}))) is allowed


def test_the_decider_handles_nothing() -> None:
    assert guards.decider_is_not_handler(None, act(doer="丙", roles=ROLES))
    for name in ("甲", "乙"):
        assert not guards.decider_is_not_handler(None, act(doer=name, roles=ROLES))
