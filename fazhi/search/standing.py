"""How an article of the index stands on a day. The same answer as the law library's, from what the index holds.

Kept apart from the library's words because a question from the command line is answered without Django.
"""

from datetime import date

from fazhi.search.index import NEVER, Window
from fazhi.search.laws import day_number
from fazhi.search.lexical import Row

WINDOWS: dict[str, Window | None] = {
    "in_force": Window.VALID,
    "future": Window.FUTURE,
    "ended": Window.ENDED,
    "all": None,
}
"""What the answer to "which standing?" means; doubtful texts are found with those in force and say that they are."""


def status(row: Row, on: date) -> str:
    """One of in_force, doubtful, future, superseded, repealed."""
    day = day_number(on)
    if day < row.starts:
        return "future"
    if row.repealed != NEVER and day >= row.repealed:
        return "repealed"
    if day >= row.ends:
        return "superseded"
    return "doubtful" if day >= row.unsure else "in_force"
