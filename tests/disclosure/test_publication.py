"""A publication from draft to its end: two persons, in time, masked, down with a reason; each refusal by its article."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.disclosure import selectors
from fazhi.disclosure.models import Publication
from fazhi.disclosure.rules.items import strings
from fazhi.disclosure.vocabulary import Part
from fazhi.kernel.errors import Incomplete, NotYourPart, OutOfScope, Refusals, WrongStage
from fazhi.ledger.models import Event
from fazhi.people.actors import SYSTEM
from fazhi.procedures import proof, registry
from fazhi.procedures.engine import perform, preview
from fazhi.procedures.loading import read
from fazhi.procedures.models import ClockRow, Matter
from fazhi.procedures.sweep import sweep
from tests.disclosure.board import content
from tests.procedures.conftest import Office, at

pytestmark = pytest.mark.django_db
Ruled = Callable[..., Publication]
RAW = (content.ID_NO, content.PHONE, content.ACCOUNT, "何样样", "郑小举", "冯小童", "钢铁大街")


def stage(row: Publication) -> str:
    return Matter.objects.get(pk=row.pk).stage


def clock(row: Publication, key: str) -> ClockRow:
    return ClockRow.objects.get(matter_id=row.pk, key=key)


def test_the_definition_is_proved() -> None:
    (path, domain), *_ = [s for s in registry.sources() if s[1].name == "disclosure"]
    definition = registry.definitions()["disclosure.publication"]
    found = proof.faults(read(path), definition, domain, registry.definitions(), date(2026, 11, 22))
    assert [str(f) for f in found] == []


def test_a_decision_opens_a_masked_draft_owed_within_seven_working_days(ruled: Ruled, office: Office) -> None:
    row = ruled("2026-11-06")
    assert (row.status, stage(row), row.organ) == ("draft", "drafting", office.organ)
    assert (clock(row, "publish").starts_on, clock(row, "publish").due_on) == (
        date(2026, 11, 6),
        date(2026, 11, 17),
    )
    for text in strings(row.draft):
        assert not [raw for raw in RAW if raw in text]
    assert content.CODE in json.dumps(row.draft)
    assert "罚款50,000.00元" in json.dumps(row.draft, ensure_ascii=False)
    assert {m["what"] for m in row.draft["masks"]} >= {
        "自然人姓名",
        "详细住址",
        "身份证件号码",
        "联系方式",
        "未成年人信息",
    }


def test_nothing_of_the_draft_lies_open_in_the_ledger(published: Ruled, office: Office) -> None:
    row = published()
    for event in Event.objects.filter(matter_id=row.pk):
        assert not [raw for raw in RAW if raw in event.data]


def test_published_on_time_with_two_end_days(published: Ruled) -> None:
    row = published("2026-11-17")
    assert (row.status, row.published_on, stage(row)) == ("published", date(2026, 11, 17), "published")
    assert (row.until, row.credit_until) == (date(2029, 11, 17), date(2027, 11, 6))
    assert clock(row, "publish").state == "met"
    assert clock(row, "shown").due_on == row.until
    assert selectors.public_items(selectors.Wanted(), day=date(2026, 11, 17)).rows == [row]


def test_who_drafted_does_not_check(ruled: Ruled, office: Office) -> None:
    row = ruled()
    both = office.head
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    row.refresh_from_db()
    with pytest.raises(NotYourPart):
        perform(row.pk, "publish", office.officer, {"draft_digest": row.draft_digest}, at=at("2026-11-09"))
    Publication.objects.filter(pk=row.pk).update(drafter=both.person_id)
    with pytest.raises(Refusals, match="拟稿人不能核对"):
        perform(row.pk, "publish", both, {"draft_digest": row.draft_digest}, at=at("2026-11-09"))
    assert stage(row) == "checking"


def test_no_universal_action_gets_round_the_second_person(published: Ruled, office: Office) -> None:
    definition = registry.definitions()["disclosure.publication"]
    assert (
        not {"return", "withdraw", "end_party", "assign", "hand_over", "recuse"} & definition.actions.keys()
    )


def test_only_the_draft_that_was_checked_is_published(ruled: Ruled, office: Office) -> None:
    row = ruled()
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    row.refresh_from_db()
    for forged in (row.draft_digest[:-1] + ("0" if row.draft_digest[-1] != "0" else "1"), "sm3:0", "x", ""):
        with pytest.raises(Incomplete):
            perform(row.pk, "publish", office.legal, {"draft_digest": forged}, at=at("2026-11-09"))
    row.draft["cause"] = "被人改过"
    row.save(update_fields=["draft"])
    with pytest.raises(Incomplete, match="重新核对"):
        perform(row.pk, "publish", office.legal, {"draft_digest": row.draft_digest}, at=at("2026-11-09"))


def test_a_draft_that_still_shows_a_person_is_not_published(ruled: Ruled, office: Office) -> None:
    row = ruled()
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    row.refresh_from_db()
    row.draft["facts"].append({"label": "附注", "value": f"联系电话{content.PHONE}"})
    row.save(update_fields=["draft"])
    with pytest.raises(Refusals, match="联系方式"):
        perform(row.pk, "publish", office.legal, {"draft_digest": row.draft_digest}, at=at("2026-11-09"))


def test_marks_of_the_officer_hide_and_must_stand_in_the_draft(ruled: Ruled, office: Office) -> None:
    row = ruled()
    with pytest.raises(Incomplete, match="稿件中没有"):
        perform(row.pk, "redact", office.officer, {"trade_secrets": "南方商贸行"}, at=at("2026-11-09"))
    perform(row.pk, "redact", office.officer, {"trade_secrets": "北方示例商贸行"}, at=at("2026-11-09"))
    row.refresh_from_db()
    text = json.dumps(row.draft, ensure_ascii=False)
    assert "北方示例商贸行" not in text
    assert {"what": "商业秘密", "basis": "《行政处罚法》第五十条"} in row.draft["masks"]
    assert "北方示例商贸行" not in Event.objects.get(matter_id=row.pk, action="redact").data


def test_without_its_number_nothing_is_published(ruled: Ruled, office: Office) -> None:
    row = ruled(number="")
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    row.refresh_from_db()
    with pytest.raises(Refusals, match="决定书文号"):
        perform(row.pk, "publish", office.legal, {"draft_digest": row.draft_digest}, at=at("2026-11-09"))


def test_out_of_scope_is_as_if_it_did_not_exist(ruled: Ruled, office: Office) -> None:
    row = ruled()
    for outsider in (office.stranger, office.clerk_of_other_unit):
        with pytest.raises(OutOfScope):
            perform(row.pk, "submit", outsider, {}, at=at("2026-11-09"))
        with pytest.raises(OutOfScope):
            selectors.of_matter(outsider, row.pk)


def test_an_overdue_publication_shows(ruled: Ruled, office: Office) -> None:
    row = ruled("2026-11-06")
    day = date(2026, 11, 18)
    assert [c.matter_id for c in selectors.late(office.legal, day)] == [row.pk]
    assert not selectors.late(office.legal, date(2026, 11, 17))
    assert not selectors.late(office.stranger, day)
    swept = sweep(at("2026-11-18"))
    assert swept.over == 1
    assert clock(row, "publish").is_over
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-18"))
    row.refresh_from_db()
    perform(row.pk, "publish", office.legal, {"draft_digest": row.draft_digest}, at=at("2026-11-18"))
    assert clock(row, "publish").state == "met_late"


def test_a_revoked_decision_comes_down_within_three_working_days_with_a_reason(
    published: Ruled, office: Office
) -> None:
    row = published("2026-11-10")
    parent = Matter.objects.get(pk=row.pk).parent_id
    perform(parent, "annul", office.head, at=at("2026-11-20"))
    assert stage(row) == "removing"
    assert (clock(row, "withdraw").starts_on, clock(row, "withdraw").due_on) == (
        date(2026, 11, 20),
        date(2026, 11, 25),
    )
    assert Matter.objects.get(pk=row.pk).due_on == date(2026, 11, 25)
    with pytest.raises(Incomplete, match="撤回理由"):
        perform(row.pk, "take_down", office.officer, {}, at=at("2026-11-23"))
    perform(row.pk, "take_down", office.officer, {"removal_reason": "原决定被撤销。"}, at=at("2026-11-25"))
    row.refresh_from_db()
    assert (row.status, row.removed_on, row.public, row.search_text) == (
        "removed",
        date(2026, 11, 25),
        {},
        "",
    )
    assert clock(row, "withdraw").state == "met"
    assert not selectors.public_items(selectors.Wanted(), day=date(2026, 11, 25)).rows


def test_what_is_revoked_before_publication_is_never_published(ruled: Ruled, office: Office) -> None:
    row = ruled("2026-11-06")
    parent = Matter.objects.get(pk=row.pk).parent_id
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    perform(parent, "annul", office.head, at=at("2026-11-10"))
    assert stage(row) == "drafting"
    with pytest.raises(Refusals, match="不能公示"):
        perform(row.pk, "submit", office.officer, {}, at=at("2026-11-11"))
    reason = {"withhold_ground": "undone", "withhold_reason": "决定已撤销"}
    perform(row.pk, "propose_withhold", office.officer, reason, at=at("2026-11-11"))
    perform(row.pk, "approve_withhold", office.head, at=at("2026-11-11", 15))
    row.refresh_from_db()
    assert (row.status, stage(row)) == ("withheld", "not_published")
    assert selectors.item(row.public_id) is None


def test_a_decision_with_social_impact_is_not_kept_back_for_lack_of_it(ruled: Ruled, office: Office) -> None:
    row = ruled()
    plea = {"withhold_ground": "no_social_impact", "withhold_reason": "影响小"}
    with pytest.raises(Incomplete, match="应当公开"):
        perform(row.pk, "propose_withhold", office.officer, plea, at=at("2026-11-09"))
    other = ruled(is_required=False)
    perform(other.pk, "propose_withhold", office.officer, plea, at=at("2026-11-09"))
    with pytest.raises(NotYourPart):
        perform(other.pk, "approve_withhold", office.legal, at=at("2026-11-09"))
    perform(other.pk, "approve_withhold", office.head, at=at("2026-11-09"))
    assert stage(other) == "not_published"


def test_what_may_never_be_public_is_refused_with_its_article(ruled: Ruled, office: Office) -> None:
    from fazhi.disclosure.vocabulary import WithholdGround

    row = ruled(forbidden=WithholdGround.PUBLIC_ORDER)
    with pytest.raises(Refusals, match="治安管理处罚记录") as refused:
        perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    assert refused.value.basis == "《治安管理处罚法》第一百三十六条"


def test_a_false_alarm_is_put_right_by_the_head_and_the_term_runs_on(
    published: Ruled, office: Office
) -> None:
    row = published()
    change = {"change_ground": "changed", "changed_on": "2026-11-20", "note": "复议决定书"}
    with pytest.raises(Incomplete, match="不能晚于今天"):
        perform(row.pk, "report_change", office.legal, change, at=at("2026-11-19"))
    perform(row.pk, "report_change", office.legal, change, at=at("2026-11-20"))
    perform(row.pk, "keep", office.head, {"reason": "复议维持"}, at=at("2026-11-23"))
    row.refresh_from_db()
    assert (stage(row), row.status, row.changed_on) == ("published", "published", None)
    assert clock(row, "withdraw").state == "ended"
    assert (clock(row, "shown").state, clock(row, "shown").due_on) == ("running", row.until)


def test_a_correction_keeps_the_old_text_up_until_it_is_checked(published: Ruled, office: Office) -> None:
    row = published("2026-11-10")
    first, until = row.digest, row.until
    content.lay_down(Matter.objects.get(pk=row.pk).parent_id, cause="经营过期食品")
    note = {"correction_note": "案由表述有误，已更正。"}
    perform(row.pk, "redraft", office.officer, note, at=at("2026-12-01"))
    row.refresh_from_db()
    assert (row.status, row.digest, stage(row)) == ("published", first, "drafting")
    with pytest.raises(Refusals, match="正在公示"):
        perform(
            row.pk,
            "propose_withhold",
            office.officer,
            {"withhold_ground": "privacy", "withhold_reason": "不想公开"},
            at=at("2026-12-01"),
        )
    perform(row.pk, "submit", office.officer, {}, at=at("2026-12-01"))
    row.refresh_from_db()
    perform(row.pk, "publish", office.legal, {"draft_digest": row.draft_digest}, at=at("2026-12-02"))
    row.refresh_from_db()
    assert row.digest != first
    assert (row.published_on, row.until, row.corrected_on) == (date(2026, 11, 10), until, date(2026, 12, 2))
    assert clock(row, "shown").due_on == until


def test_the_term_ends_by_itself(published: Ruled, office: Office) -> None:
    from fazhi.disclosure.vocabulary import Lasts

    row = published("2026-11-10", lasts=Lasts.SHORT)
    assert row.until == date(2027, 2, 10)
    assert not selectors.is_shown(row, date(2027, 2, 11))
    sweep(at("2027-02-11"))
    row.refresh_from_db()
    assert (row.status, stage(row), row.public) == ("expired", "expired", {})


def test_a_restriction_longer_than_three_years_is_shown_as_long_as_it_runs(published: Ruled) -> None:
    from fazhi.disclosure.vocabulary import Lasts

    row = published("2026-11-10", lasts=Lasts.ACTUAL, actual_until=date(2031, 11, 5))
    assert row.until == date(2031, 11, 5)


def test_two_of_one_surname_are_told_apart_and_a_shop_keeps_its_name(ruled: Ruled) -> None:
    from fazhi.disclosure.rules.drafts import NamedPerson, PublicFact

    row = ruled(
        party="何样样面馆",
        organisations=("何样样面馆",),
        persons=(NamedPerson("何样样", Part.OWNER), NamedPerson("何例例")),
        facts=(PublicFact("违法事实", "何样样面馆经营者何样样与何例例共同经营。"),),
    )
    assert row.draft["party"] == "何样样面馆"
    assert row.draft["facts"][0]["value"] == "何样样面馆经营者何某甲与何某乙共同经营。"


def test_preview_agrees_with_the_act(ruled: Ruled, office: Office) -> None:
    row = ruled()
    perform(row.pk, "submit", office.officer, {}, at=at("2026-11-09"))
    matter = Matter.objects.select_related("organ__region").get(pk=row.pk)
    _, actions = preview(matter, office.legal, at("2026-11-09"))
    assert {p.action.key for p in actions if p.can} >= {"publish", "send_back"}


def test_the_list_pages_by_key_both_ways_in_few_queries(published: Ruled) -> None:
    rows = [published(f"2026-11-{d:02d}") for d in (9, 9, 10, 11, 12)]
    rows.sort(key=lambda r: (r.published_on, r.pk), reverse=True)
    day = date(2026, 11, 30)
    first = selectors.public_items(selectors.Wanted(), day=day, size=2)
    assert (first.rows, first.before) == (rows[:2], "")
    second = selectors.public_items(selectors.Wanted(), day=day, after=first.after, size=2)
    assert second.rows == rows[2:4]
    third = selectors.public_items(selectors.Wanted(), day=day, after=second.after, size=2)
    assert (third.rows, third.after) == (rows[4:], "")
    back = selectors.public_items(selectors.Wanted(), day=day, before=third.before, size=2)
    assert back.rows == rows[2:4]
    nonsense = selectors.public_items(selectors.Wanted(), day=day, after="20261331zzz", size=2)
    assert nonsense.rows == rows[:2]
    with CaptureQueriesContext(connection) as seen:
        selectors.public_items(selectors.Wanted(region="150200", text="样例"), day=day, after=first.after)
    assert len(seen) <= 3


def test_the_list_is_narrowed(published: Ruled, office: Office) -> None:
    row = published("2026-11-10")
    other = published(
        "2026-11-12", party="别家商店", organisations=("别家商店",), domain="urban", domain_label="城管"
    )
    day = date(2026, 11, 30)

    def found(**wanted: object) -> set[str]:
        page = selectors.public_items(selectors.Wanted(**wanted), day=day)  # type: ignore[arg-type]
        return {r.public_id for r in page.rows}

    both = {row.public_id, other.public_id}
    assert found(region="150200") == found(region="150203") == found(organ_id=office.organ.pk) == both
    assert found(region="150200", own_level=True) == found(region="999999") == set()
    assert found(domain="urban") == {other.public_id}
    assert found(since=date(2026, 11, 11)) == {other.public_id}
    assert found(until=date(2026, 11, 11)) == {row.public_id}
    assert found(text="别家") == {other.public_id}
    assert found(text="97号 样例") == {row.public_id}
    assert found(text="何样样") == set()


def test_a_system_report_reaches_only_open_publications(published: Ruled, office: Office) -> None:
    row = published()
    change = {"change_ground": "void", "changed_on": "2026-11-12", "note": "判决书"}
    perform(row.pk, "report_change", SYSTEM, change, at=at("2026-11-12"))
    with pytest.raises(WrongStage):
        perform(row.pk, "report_change", SYSTEM, change, at=at("2026-11-12"))


def test_the_public_reason_names_nobody(published: Ruled, office: Office) -> None:
    row = published()
    change = {"change_ground": "annulled", "changed_on": "2026-11-20", "note": "复议决定书"}
    perform(row.pk, "report_change", office.legal, change, at=at("2026-11-20"))
    loose = {"removal_reason": f"当事人何样样（身份证号{content.ID_NO}）的决定撤销。"}
    with pytest.raises(Incomplete, match="公开的文字里能看到"):
        perform(row.pk, "take_down", office.officer, loose, at=at("2026-11-20"))
