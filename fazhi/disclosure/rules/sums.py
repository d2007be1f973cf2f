"""Until when an item is shown, and until when its credit record lasts: two days, never one."""

from datetime import date

from fazhi.disclosure.vocabulary import Gravity, Lasts
from fazhi.kernel.periods import WorkCalendar, due
from fazhi.kernel.terms import TermBook


def shown_until(
    lasts: Lasts, published_on: date, actual_until: date | None, terms: TermBook, calendar: WorkCalendar
) -> date:
    """The last day on which an item is shown, counted from its publication.

    A restriction that runs longer than three years is shown as long as it runs.
    Basis: 《市场监督管理行政处罚信息公示规定》第十三条
    """
    key = "disclosure.shown_short" if lasts is Lasts.SHORT else "disclosure.shown_long"
    term = terms.term(key, published_on)
    period = due(published_on, term.length, term.unit, calendar, roll=term.roll)
    assert period.due is not None, "nothing pauses here"
    if lasts is Lasts.ACTUAL and actual_until is not None:
        return max(period.due, actual_until)
    return period.due


def credit_until(gravity: Gravity, decided_on: date, terms: TermBook, calendar: WorkCalendar) -> date:
    """The last day on which a credit site may show the record at most, counted from the day of the decision.

    Basis: 《信用修复管理办法》（轻微三个月、一般一年、严重三年；未核对条文）
    """
    term = terms.term("disclosure.credit", decided_on, gravity=gravity.value)
    period = due(decided_on, term.length, term.unit, calendar, roll=term.roll)
    assert period.due is not None, "nothing pauses here"
    return period.due
