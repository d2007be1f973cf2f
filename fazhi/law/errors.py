"""What can go wrong in the law library."""

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
