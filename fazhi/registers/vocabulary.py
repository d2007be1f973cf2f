"""The words of registers."""

from fazhi.kernel.words import Word


class EntryStatus(Word):
    """How an edition of an entry stands."""

    DRAFT = "draft", "起草中"
    IN_FORCE = "in_force", "有效"
    REPEALED = "repealed", "已废止"
