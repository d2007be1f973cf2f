"""Days written in Chinese texts: 2021年1月22日, 一九九七年七月一日."""

import re
from datetime import date

_DIGITS = "〇零○一二三四五六七八九"
_VALUE = {
    "〇": 0,
    "零": 0,
    "○": 0,
    **{mark: value for value, mark in enumerate("一二三四五六七八九", start=1)},
}
DAY = rf"(?:\d{{4}}|[{_DIGITS}]{{4}})\s*年\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*月\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日"
_DAY = re.compile(
    rf"(\d{{4}}|[{_DIGITS}]{{4}})\s*年\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*月\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日"
)


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else int("".join(str(_VALUE[mark]) for mark in text))


def _small(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_VALUE.get(tens, 1) * 10 if ten else 0) + (_VALUE[ones] if ones else 0)


def read_day(text: str) -> date | None:
    """The first day written in `text`, or None when there is none or it is no day of the calendar."""
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return date(_year(match[1]), _small(match[2]), _small(match[3]))
    except (ValueError, KeyError):
        # 十三月, or figures run together as in 一二日.
        return None
