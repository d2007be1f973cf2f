"""What can go wrong with people and their ways in.

FazhiError
├── LoginRefused   403  name, password or code do not fit, or the account is closed
├── LockedOut      429  too many failures; `until` tells when the door opens again
├── PasswordRefused 422 the new password is not good enough
└── SealBroken     500  a sealed value cannot be opened
"""

from datetime import datetime

from fazhi.kernel.errors import FazhiError


class LoginRefused(FazhiError):
    status, code = 403, "login_refused"


class LockedOut(FazhiError):
    """`until` is the moment from which it may be tried again."""

    status, code = 429, "locked_out"

    def __init__(self, sentence: str, until: datetime) -> None:
        super().__init__(sentence)
        self.until = until


class SealBroken(FazhiError):
    status, code = 500, "seal_broken"
