"""Numbers and addresses of persons in free text: identity cards, telephones, accounts, plates, e-mail.

Figures are found however they are written: full-width, Chinese, with spaces, hyphens or dots between them. In doubt
more is hidden rather than less: eleven figures in a row that are neither kept nor days are taken for an account.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from fazhi.disclosure.rules.reading import Reading
from fazhi.disclosure.rules.spots import PERSONAL, Spot, blocks

_GAP: Final = r"[\s\-‐-―−–—·・•.．_/\\()]{0,3}"
_LONG: Final = 11


# Region, century, month and day make a number unmistakable even where its check figure was mistyped.
_CARD: Final = re.compile(
    rf"(?<!\d)[1-9](?:{_GAP}\d){{5}}{_GAP}(?:1{_GAP}[89]|2{_GAP}0)"
    rf"{_GAP}\d{_GAP}\d{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}\d|3{_GAP}[01])"
    rf"{_GAP}\d{_GAP}\d{_GAP}\d{_GAP}[\dXx](?!\d)"
)
_MOBILE: Final = re.compile(rf"(?<!\d)1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_LANDLINE: Final = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[\s\-‐-―−–—]{0,3}\d{7,8}(?!\d)")
_LABELLED: Final = re.compile(
    r"(?:电话|手机|手机号|联系方式|传真|微信|微信号|QQ|扣扣|支付宝|账号|账户|卡号|护照|护照号|证件号|证件号码)"
    r"(?:号码|号)?\s*(?:为|是)?\s*[::]?\s*([A-Za-z0-9][A-Za-z0-9_\-\s.@]{3,40}[A-Za-z0-9])",
    re.IGNORECASE,
)
_RUN: Final = re.compile(r"\d(?:[ \t\-‐-―−–—·・•_]{0,3}\d)+(?:[ \-]{0,3}[Xx](?![A-Za-z]))?")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]+\s{0,2}@\s{0,2}[A-Za-z0-9\-]+(?:\s{0,2}\.\s{0,2}[A-Za-z0-9\-]+)+"
)
_PLATE: Final = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][\s·•・.\-]?[A-HJ-NP-Za-hj-np-z][\s·•・.\-]{0,2}"
    r"(?:[A-Za-z0-9][\s·•・.\-]?){4,5}[A-Za-z0-9挂学警港澳领]"
)
_SHOP_CODE: Final = re.compile(
    rf"(?<![0-9A-Za-z])9{_GAP}2(?:{_GAP}[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]){{16}}(?![0-9A-Za-z])"
)
_DAY: Final = re.compile(r"(\d{4})[\-‐-―−–—·_](\d{1,2})[\-‐-―−–—·_](\d{1,2})")

_CONTACTS: Final = frozenset({"电话", "手机", "联系", "传真", "微信", "QQ", "qq", "扣扣"})
CARD, PHONE, ACCOUNT = "身份证件号码", "联系方式", "账号等号码"
PLATE, EMAIL, SHOP = "车辆号牌", "电子邮箱", "个体工商户代码"


def found(reading: Reading) -> Iterator[Spot]:
    """Every number or address of a person in the text. The last four characters stay where custom lets them."""
    digits, plain = reading.digits, reading.plain
    yield from _all(reading, _CARD, digits, CARD, tail=4)
    yield from _all(reading, _MOBILE, digits, PHONE, head=3, tail=4)
    yield from _all(reading, _LANDLINE, digits, PHONE)
    yield from _all(reading, _EMAIL, plain, EMAIL)
    yield from _all(reading, _PLATE, plain, PLATE, head=2)
    yield from _all(reading, _SHOP_CODE, plain, SHOP, tail=4)
    for match in _LABELLED.finditer(digits):
        if sum(c.isdigit() for c in match[1]) >= 4 or "微信" in match[0]:
            what = PHONE if match[0][:2] in _CONTACTS else ACCOUNT
            yield Spot(*reading.span(*match.span(1)), what, PERSONAL)
    for start, end in _long_runs(digits):
        yield _spot(reading, digits, start, end, ACCOUNT, tail=4)


def _all(
    reading: Reading, pattern: re.Pattern[str], text: str, what: str, *, head: int = 0, tail: int = 0
) -> Iterator[Spot]:
    for match in pattern.finditer(text):
        yield _spot(reading, text, *match.span(), what, head=head, tail=tail)


def _spot(
    reading: Reading, text: str, start: int, end: int, what: str, *, head: int = 0, tail: int = 0
) -> Spot:
    shown = re.sub(r"[^0-9A-Za-z一-鿿]", "", text[start:end])
    middle = max(0, len(shown) - head - tail)
    instead = shown[:head] + blocks(middle, shown[len(shown) - tail :] if tail else "")
    return Spot(*reading.span(start, end), what, PERSONAL, instead)


def _long_runs(digits: str) -> Iterator[tuple[int, int]]:
    """Runs of eleven figures or more, days at either end left out."""
    for match in _RUN.finditer(digits):
        start, end = match.span()
        trimmed = True
        while trimmed:
            trimmed = False
            piece = digits[start:end]
            if (day := _DAY.match(piece)) and _is_day(day) and not piece[day.end() : day.end() + 1].isdigit():
                start += day.end()
                start += len(digits[start:end]) - len(digits[start:end].lstrip(" \t-‐–—·_"))
                trimmed = start < end
            elif (last := re.search(r"(?<!\d)" + _DAY.pattern + r"$", piece)) and _is_day(last):
                end = start + len(piece[: last.start()].rstrip(" \t-‐–—·_"))
                trimmed = start < end
        if sum(c.isdigit() for c in digits[start:end]) >= _LONG:
            yield start, end


def _is_day(match: re.Match[str]) -> bool:
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return 1949 <= day.year <= 2099


def is_personal(text: str) -> bool:
    """Whether a text holds a citizen number or a mobile telephone's number, so that nobody may ask to keep it."""
    return bool(_CARD.search(text) or _MOBILE.search(text))
