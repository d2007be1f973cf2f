"""Refusals of legality review beside those of the engine."""

from fazhi.kernel.errors import FazhiError


class UnableToEnrol(FazhiError):
    """A person cannot be put on the roll of reviewers."""

    status, code = 409, "unable_to_enrol"
