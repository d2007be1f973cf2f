"""How dates, moments, money and sizes are written on a page."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def as_day(value: object) -> date | None:
    """The Shanghai day of a date or a moment; None for anything else."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def day_text(value: object, beside: object = None) -> str:
    """11月30日; with its year when it is asked for or differs from the year of `beside`.

    `beside` is the day the reader has in mind (a date; today when left out), `"full"` for the year always, or `"short"`
    for never. A text is given back as it is.
    """
    day = as_day(value)
    if day is None:
        return str(value or "")
    near = as_day(beside) or timezone.localdate()
    if beside == "short" or (beside != "full" and near.year == day.year):
        return f"{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def time_text(value: object) -> str:
    """9:05, in Shanghai."""
    if not isinstance(value, datetime):
        return str(value or "")
    at = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{at.hour}:{at.minute:02d}"


def moment_text(value: object) -> str:
    """2026年11月18日 10:42."""
    if not isinstance(value, datetime):
        return day_text(value, "full")
    return f"{day_text(value, 'full')} {time_text(value)}"


def weekday_text(value: object) -> str:
    """星期三."""
    day = as_day(value)
    return WEEKDAYS[day.weekday()] if day else ""


def iso_text(value: object, kind: str = "date") -> str:
    """The form in which a browser's date field takes a value: 2026-11-30, or 2026-11-30T09:30 for `datetime`."""
    if isinstance(value, datetime) and kind == "datetime":
        at = timezone.localtime(value) if timezone.is_aware(value) else value
        return at.strftime("%Y-%m-%dT%H:%M")
    day = as_day(value)
    return day.isoformat() if day else str(value or "")


def yuan_text(value: object) -> str:
    """138,600.00元; a dash when there is no amount, and what is no amount as it is."""
    if value is None or value == "":
        return "—"
    try:
        return f"{Decimal(str(value).replace(',', '')):,.2f}元"
    except InvalidOperation:
        return str(value)
