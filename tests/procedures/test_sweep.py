"""What time does: once, on the right day, over New Year, leap days and make-up Saturdays, and again harmlessly."""

from datetime import date

import pytest

from fazhi.calendars import services as calendars
from fazhi.calendars.years import Kind, SpecialDay
from fazhi.kernel.errors import TooLate
from fazhi.ledger.models import Event
from fazhi.notices.models import Notice
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import ClockEntry, ClockRow, Matter
from fazhi.procedures.sweep import Swept, recompute, sweep
from tests.procedures.conftest import Office, at
from tests.procedures.wholeness import breaches

pytestmark = pytest.mark.django_db


def accepted(office: Office, on: str = "2026-03-03", **data: object) -> Matter:
    matter = open_matter("sample.errand", office.officer, {"subject": "送信", **data}, at=at(on)).matter
    runner = {"runner": str(office.officer.person_id), "second": str(office.colleague.person_id)}
    return perform(matter.pk, "accept", office.head, runner, at=at(on, 11)).matter


def told(office: Office, on: str = "2026-03-04", **data: object) -> Matter:
    matter = accepted(office, on, **data)
    return perform(matter.pk, "tell", office.officer, at=at(on, 12)).matter


def clock(key: str) -> ClockRow:
    return ClockRow.objects.get(key=key)


def test_a_window_lapses_the_day_after_its_last_and_the_matter_goes_on(office: Office) -> None:
    matter = told(office)
    assert sweep(at("2026-03-11", 23)) == Swept()
    assert sweep(at("2026-03-12", 0)).lapsed == 1
    matter.refresh_from_db()
    assert (matter.stage, clock("object").state) == ("closing", "lapsed")
    actions = list(Event.objects.filter(matter_id=matter.pk).order_by("seq").values_list("action", flat=True))
    assert actions[-2:] == ["clock_lapsed", "no_objection"]
    assert sweep(at("2026-03-12", 1)) == Swept()
    assert not breaches()


def test_a_duty_is_over_once_and_its_owner_is_told_once(office: Office) -> None:
    matter = accepted(office)
    assert sweep(at("2026-03-13")).over == 0
    assert [sweep(at("2026-03-14", h)).over for h in (8, 9)] == [1, 0]
    assert sweep(at("2026-03-20")).over == 0
    assert Event.objects.filter(matter_id=matter.pk, action="clock_over").count() == 1
    notice = Notice.objects.get(kind="clock_over")
    assert notice.person_id == office.officer.person_id
    assert clock("finish").is_over
    assert not breaches()


def test_what_was_done_late_stays_late(office: Office) -> None:
    matter = accepted(office)
    sweep(at("2026-03-14"))
    perform(matter.pk, "drop", office.head, at=at("2026-03-15"))
    assert (clock("finish").state, clock("finish").is_over) == ("ended", True)


def test_near_is_told_once_and_again_when_the_last_day_moves(office: Office) -> None:
    matter = accepted(office)
    assert [sweep(at(d)).near for d in ("2026-03-10", "2026-03-11", "2026-03-12")] == [0, 1, 0]
    perform(matter.pk, "extend", office.head, at=at("2026-03-12"))
    assert [sweep(at(d)).near for d in ("2026-03-12", "2026-03-16", "2026-03-17")] == [0, 1, 0]
    assert Notice.objects.filter(kind="clock_near", person_id=office.officer.person_id).count() == 2


def test_a_matter_that_left_the_stage_keeps_its_window_until_it_comes_back(office: Office) -> None:
    matter = told(office)
    back = {"stage": "running", "reason": "补材料"}
    perform(matter.pk, "return", office.officer, back, at=at("2026-03-05"))
    assert sweep(at("2026-03-12")).lapsed == 0
    assert clock("object").state == "running"
    perform(matter.pk, "tell", office.officer, at=at("2026-03-12"))
    with pytest.raises(TooLate):
        perform(matter.pk, "object", office.officer, at=at("2026-03-12"))
    assert sweep(at("2026-03-12", 12)).lapsed == 1
    assert Matter.objects.get(pk=matter.pk).stage == "closing"
    assert not breaches()


def test_a_matter_that_rests_is_not_pushed_on(office: Office) -> None:
    matter = told(office)
    Matter.objects.filter(pk=matter.pk).update(is_suspended=True)
    assert sweep(at("2026-03-12")) == Swept()
    Matter.objects.filter(pk=matter.pk).update(is_suspended=False)
    assert sweep(at("2026-03-12")).lapsed == 1


def test_a_refused_expiry_is_named_and_leaves_no_trace_and_the_others_go_on(office: Office) -> None:
    stuck, free = told(office), told(office)
    perform(
        stuck.pk,
        "add_signer",
        office.officer,
        {"person": str(office.colleague.person_id), "reason": "核对"},
        at=at("2026-03-05"),
    )
    found = sweep(at("2026-03-12"))
    assert found.lapsed == 1
    assert [line for line in found.stuck if stuck.number in line and "会签未完成" in line]
    states = dict(ClockRow.objects.filter(key="object").values_list("matter_id", "state"))
    assert states == {stuck.pk: "running", free.pk: "lapsed"}
    assert not breaches()
    perform(stuck.pk, "sign", office.colleague, {"opinion": "无误", "agrees": "on"}, at=at("2026-03-13"))
    assert sweep(at("2026-03-13")).lapsed == 1


def test_the_sub_matter_has_its_own_clock(office: Office) -> None:
    told(office, is_hard="on")
    sweep(at("2026-03-12"))
    child = Matter.objects.get(procedure="sample.check")
    assert child.due_on == date(2026, 3, 17)
    assert sweep(at("2026-03-18")).over == 1
    assert Event.objects.get(action="clock_over").matter_id == child.pk
    perform(child.pk, "agree", office.legal, {"opinion": "同意"}, at=at("2026-03-18"))
    assert ClockRow.objects.get(matter=child).state == "met_late"


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # 2026 元旦: 1–3 January off, Sunday 4 January worked.
        ("2025-12-29", date(2026, 1, 6)),
        # 2026 春节: 15–23 February off, Saturdays 14 and 28 February worked.
        ("2026-02-11", date(2026, 2, 25)),
        # A leap day is a working Thursday in 2024; 4–17 February partly off and partly made up.
        ("2024-02-26", date(2024, 3, 4)),
        # 2026 国庆: 1–7 October off, Sunday 20 September and Saturday 10 October worked.
        ("2026-09-28", date(2026, 10, 10)),
    ],
)
def test_a_window_of_five_working_days(office: Office, start: str, due: date) -> None:
    told(office, start)
    assert clock("object").due_on == due
    assert sweep(at(due.isoformat(), 23)).lapsed == 0
    assert sweep(at(date.fromordinal(due.toordinal() + 1).isoformat(), 1)).lapsed == 1


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # 29 February 2024 is the tenth day.
        ("2024-02-19", date(2024, 2, 29)),
        # The tenth day, 1 January, is a holiday; 2 and 3 January too; Sunday 4 January is worked.
        ("2025-12-22", date(2026, 1, 4)),
        # The tenth day is Saturday 14 February 2026, which is worked.
        ("2026-02-04", date(2026, 2, 14)),
        # The tenth day falls into the National Day week; the first working day is the 8th.
        ("2026-09-23", date(2026, 10, 8)),
    ],
)
def test_a_duty_of_ten_days(office: Office, start: str, due: date) -> None:
    matter = accepted(office, start)
    assert (clock("finish").due_on, matter.due_on) == (due, due)


NEW_REST = [
    SpecialDay(date(2026, 3, 10), Kind.REST, "临时放假"),
    SpecialDay(date(2026, 3, 13), Kind.REST, "临时放假"),
]


def test_a_new_notice_moves_open_clocks_records_it_and_tells_the_owner(office: Office) -> None:
    first, second = accepted(office), told(office)
    closed = accepted(office)
    perform(closed.pk, "drop", office.head, at=at("2026-03-04"))
    before = Event.objects.count()
    assert calendars.adopt(2026, NEW_REST, "测试通知", at("2026-03-05"), amend=True)
    first.refresh_from_db()
    second.refresh_from_db()
    # The 13th is a Friday and now a holiday: the duty's last day goes to Monday; the window counts one day later.
    assert (first.due_on, clock_of(first, "finish").due_on) == (date(2026, 3, 16), date(2026, 3, 16))
    assert clock_of(second, "object").due_on == date(2026, 3, 12)
    assert Event.objects.filter(action="clock_recomputed").count() == 2 == Event.objects.count() - before
    assert Notice.objects.filter(kind="clock_moved", person_id=office.officer.person_id).count() == 2
    assert {(e.what, e.on) for e in ClockEntry.objects.filter(what="recomputed")} == {
        ("recomputed", date(2026, 3, 5))
    }
    assert clock_of(closed, "finish").state == "ended"
    assert not breaches()
    assert recompute(2026, at("2026-03-05")) == 0


def clock_of(matter: Matter, key: str) -> ClockRow:
    return ClockRow.objects.get(matter=matter, key=key)


def test_a_term_that_a_holiday_lengthens_is_not_over_any_more(office: Office) -> None:
    matter = accepted(office)
    sweep(at("2026-03-14"))
    calendars.adopt(2026, NEW_REST, "测试通知", at("2026-03-15"), amend=True)
    assert (clock("finish").is_over, clock("finish").due_on) == (False, date(2026, 3, 16))
    assert sweep(at("2026-03-17")).over == 1
    assert Event.objects.filter(matter_id=matter.pk, action="clock_over").count() == 2
    assert not breaches()


def test_another_years_notice_leaves_them_alone(office: Office) -> None:
    accepted(office)
    calendars.adopt(2031, [], "测试通知", at("2026-03-05"))
    assert not Event.objects.filter(action="clock_recomputed").exists()


def test_a_year_not_yet_published_is_provisional_until_it_is(office: Office) -> None:
    accepted(office, "2029-04-21")
    assert (clock("finish").is_provisional, clock("finish").due_on) == (True, date(2029, 5, 3))
    bridge = [SpecialDay(date(2029, 5, n), Kind.REST, "劳动节") for n in (1, 2, 3, 4)]
    calendars.adopt(2029, bridge, "测试通知", at("2029-04-22"))
    assert (clock("finish").is_provisional, clock("finish").due_on) == (False, date(2029, 5, 7))
    assert not breaches()


def test_the_tally_follows_when_only_the_near_day_moves(office: Office) -> None:
    told(office, is_hard="on")
    sweep(at("2026-03-12"))
    child = Matter.objects.get(procedure="sample.check")
    assert (child.near_on, child.due_on) == (date(2026, 3, 16), date(2026, 3, 17))
    # Monday the 16th becomes a holiday; Sunday the 15th is worked instead.
    swap = [
        SpecialDay(date(2026, 3, 16), Kind.REST, "调休"),
        SpecialDay(date(2026, 3, 15), Kind.WORKING, "调休上班"),
    ]
    calendars.adopt(2026, swap, "测试通知", at("2026-03-13"), amend=True)
    child.refresh_from_db()
    assert (child.near_on, child.due_on) == (date(2026, 3, 15), date(2026, 3, 17))
    assert not breaches()
