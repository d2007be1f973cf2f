"""Kinds of values that are sent: days, moments, words, keys; each refuses what no database keeps."""

import re
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from fazhi.shell.api.reading import is_plain

EARLIEST = date(1949, 10, 1)
LATEST = date(2199, 12, 31)


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("不是有这一天的日期，请按 2026-11-22 的样式填写。")
    return value


def _in_reach(value: date) -> date:
    day = value.date() if isinstance(value, datetime) else value
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{day} 不合理，请检查年份。")
    return value


def _moment(value: Any) -> Any:
    if not isinstance(value, str) or not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:", value):
        raise ValueError("不是有效的时间，请按 2026-11-22T09:30:00+08:00 的样式填写。")
    return value


def _zoned(value: datetime) -> datetime:
    """A moment without a zone is Beijing time."""
    _in_reach(value)
    return timezone.make_aware(value) if timezone.is_naive(value) else value


def _keepable(value: str) -> str:
    if not is_plain(value):
        raise ValueError("含有不能保存的字符。")
    return value


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_in_reach)]
Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_zoned)]
Word = Annotated[str, StringConstraints(max_length=80), AfterValidator(_keepable)]
"""A key or code that is looked up."""
Wanted = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_keepable)]
"""What is searched for."""
IdempotencyKey = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,60}$")]
"""With the number of the person before it, it fits the ledger's column."""
Limit = Annotated[int, Field(ge=1, le=200, description="每页条数，最多200")]
Cursor = Annotated[UUID, Field(description="上一页答复中的 next")]
Number = Annotated[int, Field(ge=0, le=2_147_483_647)]
