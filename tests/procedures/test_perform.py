"""An act: works, wrong stage, wrong person, out of sight, twice, too late, missing material, broken half-way."""

import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.errors import Incomplete, MovedOn, NotYourPart, OutOfScope, Refusals, TooLate, WrongStage
from fazhi.ledger.models import Event
from fazhi.procedures.engine import Upload, open_matter, perform, preview
from fazhi.procedures.models import Assignment, ClockRow, Matter, Tally
from tests.procedures.conftest import Office, at
from tests.sample.models import Errand

pytestmark = pytest.mark.django_db


def opened(office: Office, **data: object) -> Matter:
    return open_matter(
        "sample.errand", office.officer, {"subject": "送信", **data}, at=at("2026-03-02")
    ).matter


def accepted(office: Office, **data: object) -> Matter:
    matter = opened(office, **data)
    runner = {"runner": str(office.officer.person_id), "second": str(office.colleague.person_id)}
    return perform(matter.pk, "accept", office.head, runner, at=at("2026-03-03")).matter


def test_opening_makes_matter_row_event_and_tally(office: Office) -> None:
    matter = opened(office, colour="red")
    matter.refresh_from_db()
    assert (matter.stage, matter.title, matter.cause, matter.seq) == ("fresh", "送信", "跑腿", 1)
    assert matter.owner_posts == "|organ_head|deputy_head|"
    assert Errand.objects.get().colour == "red"
    assert Event.objects.get().digest == matter.head
    assert Tally.objects.get().count == 1


def test_accepting_numbers_assigns_and_starts_the_clock(office: Office) -> None:
    matter = accepted(office)
    assert matter.number == "测局跑〔2026〕1号"
    assert matter.owner_person_id == office.officer.person_id
    clock = ClockRow.objects.get(key="finish")
    assert (clock.state, clock.due_on) == ("running", date(2026, 3, 13))
    assert matter.due_on == date(2026, 3, 13)
    assert sum(t.count for t in Tally.objects.all()) == 1
    assert {a.role for a in Assignment.objects.all()} == {"runner", "second"}


def test_wrong_stage_names_the_right_one(office: Office) -> None:
    matter = opened(office)
    with pytest.raises(WrongStage, match="须在办理阶段"):
        perform(matter.pk, "tell", office.officer, at=at("2026-03-03"))


def test_wrong_person_is_told_whose_part_it_is(office: Office) -> None:
    matter = opened(office)
    with pytest.raises(NotYourPart, match="负责人"):
        perform(matter.pk, "accept", office.officer, {}, at=at("2026-03-03"))


def test_out_of_scope_is_as_if_it_did_not_exist(office: Office) -> None:
    matter = opened(office)
    for outsider in (office.stranger, office.clerk_of_other_unit):
        with pytest.raises(OutOfScope):
            perform(matter.pk, "accept", outsider, {}, at=at("2026-03-03"))


def test_a_supervisor_sees_but_has_no_part(office: Office) -> None:
    matter = opened(office)
    with pytest.raises(NotYourPart):
        perform(matter.pk, "accept", office.supervisor, {}, at=at("2026-03-03"))


def test_missing_and_impossible_fields_are_named_and_nothing_changes(office: Office) -> None:
    with pytest.raises(Incomplete) as refused:
        open_matter("sample.errand", office.officer, {"colour": "green"}, at=at("2026-03-02"))
    assert {f.field for f in refused.value.faults} == {"subject", "colour"}
    assert not Matter.objects.exists()
    assert not Event.objects.exists()


def test_a_role_cannot_be_given_to_somebody_excluded_or_uncertified(office: Office) -> None:
    matter = opened(office)
    same = {"runner": str(office.officer.person_id), "second": str(office.officer.person_id)}
    with pytest.raises(Incomplete, match="不能同时担任同行人"):
        perform(matter.pk, "accept", office.head, same, at=at("2026-03-03"))
    with pytest.raises(Incomplete, match="不能担任跑腿人"):
        perform(
            matter.pk, "accept", office.head, {"runner": str(office.legal.person_id)}, at=at("2026-03-03")
        )
    assert not Assignment.objects.exists()


def test_a_person_of_another_organ_cannot_be_named(office: Office) -> None:
    matter = opened(office)
    with pytest.raises(Incomplete, match="不在本机关"):
        perform(
            matter.pk, "accept", office.head, {"runner": str(office.stranger.person_id)}, at=at("2026-03-03")
        )


def test_the_same_key_gives_the_first_answer_again(office: Office) -> None:
    matter = accepted(office)
    first = perform(matter.pk, "tell", office.officer, at=at("2026-03-04"), idem="k1")
    again = perform(matter.pk, "tell", office.officer, at=at("2026-03-04"), idem="k1")
    assert again.repeated
    assert again.seq == first.seq
    assert Event.objects.filter(action="tell").count() == 1


def test_an_old_sequence_is_told_what_happened_since(office: Office) -> None:
    matter = accepted(office)
    perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    with pytest.raises(MovedOn) as told:
        perform(matter.pk, "object", office.officer, at=at("2026-03-05"), seq=matter.seq - 1)
    assert any("告知" in line for line in told.value.since)


def test_a_window_lapses_and_then_it_is_too_late(office: Office) -> None:
    matter = accepted(office)
    perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    assert ClockRow.objects.get(key="object").due_on == date(2026, 3, 11)
    assert ClockRow.objects.get(key="finish").state == "paused"
    with pytest.raises(TooLate):
        perform(matter.pk, "object", office.officer, at=at("2026-03-12"))


def test_an_extension_only_before_the_last_day_and_only_once(office: Office) -> None:
    matter = accepted(office)
    with pytest.raises(Refusals, match="届满后不能再延长"):
        perform(matter.pk, "extend", office.head, at=at("2026-03-16"))
    perform(matter.pk, "extend", office.head, at=at("2026-03-13"))
    assert ClockRow.objects.get(key="finish").due_on == date(2026, 3, 18)
    with pytest.raises(Refusals, match="已经延长过"):
        perform(matter.pk, "extend", office.head, at=at("2026-03-14"))


def test_a_stage_whose_condition_fails_is_passed_through_with_its_reason(office: Office) -> None:
    from fazhi.people.actors import SYSTEM

    matter = accepted(office)
    perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    done = perform(matter.pk, "no_objection", SYSTEM, at=at("2026-03-12"))
    assert done.matter.stage == "closing"
    assert json.loads(Event.objects.get(action="no_objection").data)["passed"][0]["why"] == "并非疑难"


def through_check(office: Office) -> tuple[Matter, Matter]:
    from fazhi.people.actors import SYSTEM

    matter = accepted(office, is_hard="on")
    perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    parent = perform(matter.pk, "no_objection", SYSTEM, at=at("2026-03-12")).matter
    return parent, Matter.objects.get(parent=parent)


def test_a_sub_matter_opens_waits_and_sends_its_parent_on(office: Office) -> None:
    parent, child = through_check(office)
    assert (parent.stage, parent.is_waiting) == ("check", True)
    assert child.unit.kind == "legal"
    assert child.owner_posts == "|legal_officer|"
    with pytest.raises(NotYourPart):
        perform(child.pk, "agree", office.officer, {"opinion": "好"}, at=at("2026-03-13"))
    perform(child.pk, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-13"))
    parent.refresh_from_db()
    assert parent.stage == "closing"
    assert Event.objects.filter(matter_id=parent.pk, kind="system").exists()


def test_leaving_the_stage_ends_the_sub_matter_that_it_waited_for(office: Office) -> None:
    parent, child = through_check(office)
    perform(
        parent.pk, "return", office.officer, {"stage": "running", "reason": "补材料"}, at=at("2026-03-13")
    )
    child.refresh_from_db()
    assert not child.is_open
    assert child.outcome == "ended"


def test_a_sub_matter_that_ends_without_an_answer_is_opened_anew(office: Office) -> None:
    parent, child = through_check(office)
    proof = Upload("proof", "证明.txt", io.BytesIO("证明".encode()))
    perform(child.pk, "end_party", office.head, {"reason": "误开"}, [proof], at=at("2026-03-13"))
    parent.refresh_from_db()
    again = Matter.objects.get(parent=parent, is_open=True)
    assert (parent.stage, parent.is_waiting, again.stage) == ("check", True, "waiting")
    perform(again.pk, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-14"))
    parent.refresh_from_db()
    assert parent.stage == "closing"


def test_a_broken_effect_leaves_nothing_behind(office: Office) -> None:
    matter = accepted(office)
    events = Event.objects.count()
    with pytest.raises(RuntimeError):
        perform(matter.pk, "break_it", office.officer, at=at("2026-03-04"))
    matter.refresh_from_db()
    assert (matter.stage, matter.seq, Event.objects.count()) == ("running", 2, events)
    assert Errand.objects.get().told_on is None


def test_files_are_kept_and_private_fields_stay_out_of_the_ledger(office: Office) -> None:
    matter = accepted(office)
    scan = Upload("scan", "笔录.txt", io.BytesIO("询问笔录".encode()))
    perform(matter.pk, "note", office.officer, {"phone": "13800000000"}, [scan], at=at("2026-03-04"))
    event = Event.objects.get(action="note")
    assert "13800000000" not in event.data
    assert json.loads(event.data)["form"]["phone"]["digest"].startswith("sm3:")
    assert len(event.files) == 1


def test_checks_see_the_form_and_route_chooses_the_end(office: Office) -> None:
    parent, child = through_check(office)
    perform(child.pk, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-13"))
    with pytest.raises(Incomplete, match="不得超过一百元"):
        perform(parent.pk, "finish", office.officer, {"fee": "100.01"}, at=at("2026-03-13"))
    done = perform(parent.pk, "finish", office.officer, {"fee": "100", "dropped": "1"}, at=at("2026-03-13"))
    assert (done.matter.stage, done.matter.is_open, done.matter.outcome) == ("dropped", False, "dropped")
    assert not Tally.objects.filter(procedure="sample.errand", count__gt=0).exists()


def test_withdrawing_takes_back_what_nobody_has_touched(office: Office) -> None:
    matter = accepted(office)
    perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    back = perform(matter.pk, "withdraw", office.officer, {"reason": "写错了"}, at=at("2026-03-04", 11))
    assert back.matter.stage == "running"
    with pytest.raises(NotYourPart):
        perform(matter.pk, "withdraw", office.officer, {"reason": "再退"}, at=at("2026-03-04", 12))


def test_signing_together_holds_the_stage_until_signed(office: Office) -> None:
    matter = accepted(office)
    ask = {"person": str(office.colleague.person_id), "reason": "核对地址"}
    perform(matter.pk, "add_signer", office.officer, ask, at=at("2026-03-04"))
    with pytest.raises(Refusals, match="会签未完成"):
        perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    perform(matter.pk, "sign", office.colleague, {"opinion": "无误", "agrees": "on"}, at=at("2026-03-04"))
    assert perform(matter.pk, "tell", office.officer, at=at("2026-03-04")).matter.stage == "told"


def test_handing_over_ends_the_old_part(office: Office) -> None:
    matter = accepted(office)
    new = {"role": "second", "person": str(office.legal.person_id), "reason": "调岗"}
    perform(matter.pk, "hand_over", office.head, new, at=at("2026-03-04"))
    assert Assignment.objects.get(role="second", until__isnull=True).person_id == office.legal.person_id
    assert Assignment.objects.filter(role="second", until__isnull=False).exists()


def test_preview_and_act_agree(office: Office) -> None:
    matter = accepted(office)
    for actor in (office.officer, office.head, office.legal):
        _, actions = preview(matter, actor, at("2026-03-04"))
        for row in actions:
            if row.can or row.action.key in {"comment"}:
                continue
            with pytest.raises(type(row.obstacle)):
                perform(matter.pk, row.action.key, actor, {}, at=at("2026-03-04"))


def test_queries_of_an_act_stay_below_twenty_and_do_not_grow(office: Office) -> None:
    matter = accepted(office)
    counts = []
    for n in range(12):
        with CaptureQueriesContext(connection) as seen:
            perform(matter.pk, "note", office.officer, {"title": f"第{n}次"}, at=at("2026-03-04"))
        counts.append(len(seen))
    assert counts[0] == counts[-1]
    with CaptureQueriesContext(connection) as seen:
        perform(matter.pk, "tell", office.officer, at=at("2026-03-04"))
    assert max(*counts, len(seen)) <= 20, "\n".join(q["sql"][:90] for q in seen.captured_queries)
