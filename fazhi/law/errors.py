"""What can go wrong in the law library."""

from collections.abc import Sequence
from datetime import date

from fazhi.kernel.errors import FazhiError


class UnreadableCitation(FazhiError):
    """A citation that is not of the form 行政处罚法#58.1(2) or 《行政处罚法》第五十八条第一款第二项."""

    status, code = 422, "unreadable_citation"

    def __init__(self, given: str) -> None:
        super().__init__(
            f"“{given}”不是可以识别的引用。请写成“行政处罚法#60”“行政处罚法#58.1(2)”或者“《行政处罚法》第六十条”。"
        )


class SeedMissing(FazhiError):
    """The seed of the law library is not at hand and cannot be fetched; citations then show title and number only."""

    status, code = 409, "seed_missing"


class UnreadableSource(FazhiError):
    """A file or data base given for import is not what it should be."""

    status, code = 422, "unreadable_source"


class NotHeld(FazhiError):
    """A law or an edition that the library does not hold was asked for by name."""

    status, code = 404, "not_held"


class NoSuchLaw(FazhiError):
    """No law of that name, or several."""

    status, code = 404, "no_such_law"

    def __init__(self, name: str, several: Sequence[str] = ()) -> None:
        if several:
            super().__init__(
                f"叫“{name}”的法规有{len(several)}部，请写全称：{'、'.join(sorted(several)[:8])}。"
            )
        else:
            super().__init__(f"法规库没有收入“{name}”。请写全称或者通行的简称。")


class NoSuchEdition(FazhiError):
    """No edition of that day."""

    status, code = 404, "no_such_edition"

    def __init__(self, law: str, asked: str, held: Sequence[date]) -> None:
        days = "、".join(day.isoformat() for day in held) or "无"
        what = f"没有“{asked}”这一文本" if asked else "只有一个文本，没有可以对照的"
        super().__init__(f"《{law}》{what}。收入的文本（通过或者公布日）：{days}。")
