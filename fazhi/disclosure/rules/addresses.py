"""Addresses, shown down to the district and its 街道, 镇, 乡 or 苏木; house, stair and room are hidden."""

import re
from collections.abc import Iterator
from typing import Final

from fazhi.disclosure.rules.reading import Reading, read
from fazhi.disclosure.rules.spots import HIDDEN, PERSONAL, Spot

ADDRESS = "详细住址"
# 小区, 社区, 园区 and the like are places in a district, not districts; 矿区 is one.
_TOWN: Final = re.compile(r"街道(?:办事处)?|镇(?!定)|乡(?!村)|苏木")
_DISTRICT: Final = re.compile(r"(?<![小社园厂辖地景校库牧])区|县|旗(?!舰)")
_CITY: Final = re.compile(r"市(?!场|监|政|民|价)|盟")
_FIGURE: Final = r"[A-Za-z]?[0-9]{1,5}(?:[\-—–#][0-9A-Za-z]{1,5}){0,4}"
_DETAIL: Final = re.compile(
    rf"(?:{_FIGURE}\s*(?:号楼|号院|号铺|号|栋|幢|座|单元|室|层|户|弄|门|组|#)\s*(?:附?[0-9A-Za-z\-#]{{1,6}}(?:号|室|户|层|单元|栋|铺)?\s*)*)+"
    rf"(?:{_FIGURE})?"
)
_WAY: Final = re.compile(r"(?:路|街|大道|巷|小区|社区|村|花园|家园|公寓|苑|里|嘎查|市场|广场|大厦)")
_LEAD: Final = re.compile(r"[一-鿿A-Za-z0-9\-—()#·]{0,60}$")


def cut(address: str) -> str:
    """The value of an address field as it may be shown; wholly hidden when it names no district."""
    plain = read(address).plain
    if not plain.strip():
        return ""
    ends = [m.end() for m in _TOWN.finditer(plain)] or [m.end() for m in _DISTRICT.finditer(plain)]
    ends = ends or [m.end() for m in _CITY.finditer(plain)]
    if not ends:
        return HIDDEN
    shown = plain[: ends[0]]
    return shown if ends[0] == len(plain.rstrip()) else shown + HIDDEN


def found(reading: Reading) -> Iterator[Spot]:
    """Addresses in running text that go down to a house."""
    plain = reading.digits
    for match in _DETAIL.finditer(plain):
        lead = _LEAD.search(plain, 0, match.start())
        before = lead[0] if lead else ""
        start = _after_district(before)
        if start is None:
            way = list(_WAY.finditer(before))
            if not way:
                continue
            # No district is named: the way goes too, from the word before it.
            start = max(0, way[0].start() - 6)
        begin = match.start() - len(before) + start
        if begin < match.end():
            yield Spot(*reading.span(begin, match.end()), ADDRESS, PERSONAL)


def _after_district(before: str) -> int | None:
    for pattern in (_TOWN, _DISTRICT, _CITY):
        ends = [m.end() for m in pattern.finditer(before)]
        if ends:
            return ends[-1]
    return None
