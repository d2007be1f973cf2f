"""What can be wrong with search by meaning."""

from fazhi.kernel.errors import FazhiError


class SemanticError(FazhiError):
    """Search by meaning cannot be had; the text is for the administrator."""

    status, code = 503, "no_meaning"


class UnreadableEncoder(SemanticError):
    """The sentence encoder's file is not what it should be."""


class UnreadableVectors(SemanticError):
    """The shipped vectors, projection or ranker are not what they should be."""
