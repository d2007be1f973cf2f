"""Chinese numerals, amounts in words and article numbers."""

import re
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
LIMIT = 10**16

_VALUES = {
    **{c: n for n, c in enumerate(DIGITS)},
    **{c: n for n, c in enumerate(CAPITALS)},
    "〇": 0, "○": 0, "两": 2, "貳": 2, "參": 3, "陸": 6,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


def to_chinese(n: int) -> str:
    """A number in small numerals: 十二, 五十八, 一百零五, 一万零三十.

    Raises ValueError from ten quadrillions (10^16) on.
    """
    if n < 0:
        return "负" + to_chinese(-n)
    text = _grouped(n, DIGITS, "十百千")
    # At the head 一十 is read 十; inside a number 一百一十二 stays.
    return text[1:] if text.startswith("一十") else text


def _grouped(n: int, digits: str, units: str) -> str:
    if n >= LIMIT:
        raise ValueError(f"数字 {n} 过大")
    if n == 0:
        return digits[0]
    if n >= 10**8:
        head, rest, unit = n // 10**8, n % 10**8, "亿"
    elif n >= 10**4:
        head, rest, unit = n // 10**4, n % 10**4, "万"
    else:
        return _thousands(n, digits, units)
    text = _grouped(head, digits, units) + unit
    if rest:
        # A gap is read once, whether one place is empty or several.
        gap = rest < 10 ** (len(str(10**8 if unit == "亿" else 10**4)) - 2)
        text += (digits[0] if gap else "") + _grouped(rest, digits, units)
    return text


def _thousands(n: int, digits: str, units: str) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return text


def from_chinese(text: str) -> int:
    """The number that Chinese numerals stand for: 五十八, 百零五, 壹万贰仟, 二〇二六, also 58.

    Raises ValueError when the text is no numeral.
    """
    source = text.strip()
    if re.fullmatch(r"[0-9]+", source):
        return int(source)
    sign, body = (-1, source[1:]) if source.startswith("负") else (1, source)
    if not body or any(c not in _VALUES and c not in _SMALL and c not in _LARGE for c in body):
        raise ValueError(f"“{text}”不是中文数字")
    if all(c in _VALUES for c in body):
        return sign * int("".join(str(_VALUES[c]) for c in body))
    return sign * _read(body, text)


def _read(body: str, whole: str) -> int:
    for unit in ("亿", "万"):
        head, found, rest = body.rpartition(unit)
        if found:
            if not head.strip("零〇"):
                raise ValueError(f"“{whole}”不是中文数字")
            tail = _read(rest, whole) if rest else 0
            if tail >= _LARGE[unit]:
                raise ValueError(f"“{whole}”不是中文数字")
            return _read(head, whole) * _LARGE[unit] + tail
    total, digit, last = 0, None, 10_000
    for c in body:
        if c in _SMALL:
            size = _SMALL[c]
            if size >= last or digit == 0:
                raise ValueError(f"“{whole}”不是中文数字")
            total += (1 if digit is None else digit) * size
            digit, last = None, size
        elif digit:
            raise ValueError(f"“{whole}”不是中文数字")
        else:
            digit = _VALUES[c]
    return total + (digit or 0)


def yuan_in_words(amount: Decimal) -> str:
    """A sum in capital numerals as on a cheque: 壹万贰仟元整, 叁佰贰拾伍元零肆分.

    Basis: 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》第一、二、三条

    Raises ValueError for parts of a fen and for sums from ten quadrillions on.
    """
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"金额 {amount} 不能精确到分")
    if amount < 0:
        return "负" + yuan_in_words(-amount)
    fen = int(amount * 100)
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = _grouped(yuan, CAPITALS, "拾佰仟") + "元" if yuan or not fen else ""
    if jiao:
        text += CAPITALS[jiao] + "角"
    elif cent and yuan:
        text += "零"
    return text + (CAPITALS[cent] + "分" if cent else "整")


def article_label(number: str) -> str:
    """The label of an article: "60" gives 第六十条, "120-1" 第一百二十条之一. Raises ValueError for other forms."""
    found = re.fullmatch(r"([1-9]\d*)((?:-[1-9]\d*)*)", number)
    if not found:
        raise ValueError(f"“{number}”不是条文序号")
    inserted = "".join(f"之{to_chinese(int(n))}" for n in found[2].split("-")[1:])
    return f"第{to_chinese(int(found[1]))}条{inserted}"


def article_number(label: str) -> str:
    """The number of an article's label: 第一百二十条之一 gives "120-1"; 第60条 "60". Raises ValueError."""
    found = re.fullmatch(r"第?([^第条之]+)条((?:之[^第条之]+)*)", label.strip())
    if not found:
        raise ValueError(f"“{label}”不是条文序号")
    numbers = [from_chinese(part) for part in (found[1], *found[2].split("之")[1:])]
    if min(numbers) < 1:
        raise ValueError(f"“{label}”不是条文序号")
    return "-".join(str(n) for n in numbers)
