"""The words of the programme: stored in English, read in Chinese."""

from fazhi.kernel.words import Word


class RelationKind(Word):
    """How figures of a report stand to each other."""

    SUM = "sum", "合计"
    DIFFERENCE = "difference", "增减"
    RATIO = "ratio", "比率"
    COUNT = "count", "列举"
    ORDER = "order", "大小"
