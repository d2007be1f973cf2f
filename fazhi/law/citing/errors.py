"""What can go wrong before a text is checked."""

from fazhi.kernel.errors import FazhiError


class UnreadableText(FazhiError):
    """A file given for checking is absent or is no text."""

    status, code = 422, "unreadable_text"


class EmptyLibrary(FazhiError):
    """There is no law to check against: every citation would be called unknown."""

    status, code = 409, "empty_library"
