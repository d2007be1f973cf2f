"""The statutory calendar: which days are worked, by adopted notices, published tables or, failing both, the rule.

`current()` is the door for everybody else. `fazhi.calendars.calendar.StatutoryCalendar()` is the same without rows and
without a database, for rules and their tests.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.calendars.calendar import StatutoryCalendar


def current() -> "StatutoryCalendar":
    """The calendar in force: one small query per call, none per day. Keep the answer for the length of one act."""
    from fazhi.calendars.selectors import current as load

    return load()
