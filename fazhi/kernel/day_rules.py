"""Whether the days of a law are working days: each law answers for itself.

The rule belongs to the law and not to the platform: five days mean working days in 行政处罚法 and calendar days in
行政诉讼法. Where a law says "个工作日" in so many words, nothing need be asked here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fazhi.kernel.terms import Unit

CIVIL_BASIS = "《民法典》第二百条、第二百零一条"
_NATION = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class DayRule:
    """What "日" means for one length in one law, and by which article."""

    unit: Unit
    basis: str


_WORKING: dict[str, tuple[Callable[[int], bool], str]] = {
    "行政处罚法": (lambda days: days in {2, 3, 5, 7}, "《行政处罚法》第八十五条"),
    "行政强制法": (lambda days: days <= 10, "《行政强制法》第六十九条"),
    "行政复议法": (lambda days: days in {3, 5, 7, 10}, "《行政复议法》第八十八条第二款"),
}
_LICENSING = ("行政许可法", "《行政许可法》第八十二条")


def rule_for(law_title: str, days: int, *, agency: bool = True) -> DayRule:
    """What so many "日" are in that law, for the agency's own terms or, with `agency` false, for a party's.

    Titles may stand with or without 《》 and 中华人民共和国. A law that says nothing counts calendar days.

    Basis: 《行政处罚法》第八十五条（二日、三日、五日、七日的规定是指工作日）
    Basis: 《行政复议法》第八十八条第二款（三日、五日、七日、十日的规定是指工作日）
    Basis: 《行政许可法》第八十二条（行政机关实施行政许可的期限以工作日计算）
    Basis: 《行政强制法》第六十九条（十日以内期限的规定是指工作日）

    Raises ValueError for a negative number of days.
    """
    if days < 0:
        raise ValueError(f"a term cannot have {days} days")
    title = law_title.strip().strip("《》").removeprefix(_NATION)
    if title == _LICENSING[0]:
        # The article speaks of the terms within which the agency acts; a party's five days (第四十七条) stay days.
        return DayRule(Unit.WORKING_DAY, _LICENSING[1]) if agency else DayRule(Unit.DAY, CIVIL_BASIS)
    if title in _WORKING:
        is_working, basis = _WORKING[title]
        return DayRule(Unit.WORKING_DAY if is_working(days) else Unit.DAY, basis)
    return DayRule(Unit.DAY, CIVIL_BASIS)


def unit_for(law_title: str, days: int, *, agency: bool = True) -> Unit:
    """The unit of so many "日" in that law; see `rule_for` for the article.

    Basis: 《行政处罚法》第八十五条、《行政复议法》第八十八条、《行政许可法》第八十二条、《行政强制法》第六十九条
    """
    return rule_for(law_title, days, agency=agency).unit
