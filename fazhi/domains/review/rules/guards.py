"""May it? Who may review, and what an opinion must hold."""

from datetime import date
from typing import Any
from uuid import UUID

from fazhi.domains.review.rules.facts import ReviewFacts
from fazhi.domains.review.vocabulary import CHECK_ITEMS, CheckResult, SubjectKind
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

LEGAL_PROFESSION = "legal_profession"
ASKED_SINCE = date(2018, 1, 1)
"""From this day those who begin to review must hold the qualification: it came with the amendment of 2017."""


def reviewer_did_not_handle(facts: ReviewFacts, act: Act) -> Verdict:
    """Whether the reviewer is none of those who handle what is reviewed.

    Basis: 《行政处罚法》第五十八条第一款（由从事行政处罚决定法制审核的人员进行法制审核）；审核与承办分离为其应有之义
    """
    basis = "《行政处罚法》第五十八条第一款"
    if act.doer.person_id in facts.proposers:
        return Refused("承办人员不能审核自己承办的事项", basis=basis, cure="请由其他法制审核人员审核")
    return Allowed(basis=basis)


def reviewer_qualified(facts: ReviewFacts, act: Act) -> Verdict:
    """Whether one who began to review after the qualification was asked for holds it.

    He who is on the roll as reviewing from an earlier day does not review for the first time.

    Basis: 《行政处罚法》第五十八条第二款（初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试取得法律职业资格）
    """
    basis = "《行政处罚法》第五十八条第二款"
    if facts.kind is not SubjectKind.PENALTY:
        return NotApplicable("不是行政处罚决定的法制审核", basis=basis)
    person = act.doer.person_id
    if person is None:
        return Refused("法制审核须由法制审核人员进行", basis=basis)
    number = licence_of(facts, person, act.day)
    if number:
        return Allowed(basis=basis, note=f"法律职业资格证书{number}")
    since = facts.since.get(person)
    if since is not None and since < ASKED_SINCE:
        return Allowed(basis=basis, note=f"{since:%Y年%-m月%-d日}起从事法制审核，不是初次从事")
    return Refused(
        f"{act.doer.name}没有法律职业资格，初次从事行政处罚决定法制审核的人员应当取得法律职业资格",
        basis=basis,
        cure="请由具有法律职业资格的人员审核；此前已经从事审核的，请先登记法制审核人员名录及证明",
    )


def licence_of(facts: ReviewFacts, person: UUID, day: date) -> str:
    """The number of the person's legal profession qualification good on the day; empty when there is none."""
    return next((c.number for c in facts.credentials.get(person, ()) if _good(c, day)), "")


def _good(credential: Any, day: date) -> bool:
    return (
        credential.kind == LEGAL_PROFESSION
        and credential.status == "valid"
        and credential.valid_from <= day
        and (credential.valid_to is None or day <= credential.valid_to)
    )


def all_items_checked(facts: ReviewFacts, act: Act) -> Verdict:
    """Whether every item of the review has a result, and agreement none that fails.

    Basis: 《行政处罚法》第五十八条第一款；审核事项见国办发〔2018〕118号（未核对原文）
    """
    basis = "《行政处罚法》第五十八条第一款"
    for column, label in CHECK_ITEMS:
        result = act.form.get(column)
        if not result:
            return Refused(f"没有填写“{label}”的审核结论", basis=basis, cure="请逐项审核", field=column)
        if result == CheckResult.FAILS and act.key == "agree":
            return Refused(
                f"“{label}”不符合，不能作出同意的结论",
                basis=basis,
                cure="请改为退回纠正、补充或者不同意",
                field=column,
            )
    if act.key != "agree" and not any(act.form.get(c) == CheckResult.FAILS for c, _ in CHECK_ITEMS):
        return Refused(
            "没有任何一项不符合，不能作出退回或者不同意的结论",
            basis=basis,
            cure="请在不符合的审核项目中注明",
            field=CHECK_ITEMS[0][0],
        )
    return Allowed(basis=basis)


def extension_within_bounds(facts: ReviewFacts, act: Act) -> Verdict:
    """Whether the working days granted lie within the bounds.

    Basis: none (house practice; no law fixes the days)
    """
    term = act.terms.term("review.extend", act.day)
    days = int(act.form.get("extension_length") or 0)
    low, high = term.local_min or 1, term.local_max or term.length
    if not low <= days <= high:
        return Refused(
            f"一次延长{low}至{high}个工作日，现在填写的是{days}个",
            cure="请核对延长日数",
            field="extension_length",
        )
    return Allowed()
