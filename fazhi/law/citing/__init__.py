"""Citations in Chinese text, found and checked against the library.

find_citations(text, on=day)                      every citation, one for each article cited
find_citations(text, on=day, own_law="立法法")     本法 and a bare 第五条 are of that law
citations(...)                                    the same one by one, for long texts
"""

from datetime import date

from fazhi.law.citing.citation import Citation, Current, Difference, Quote, Status
from fazhi.law.citing.finding import citations

__all__ = ["Citation", "Current", "Difference", "Quote", "Status", "citations", "find_citations"]


def find_citations(
    text: str, *, on: date | None, own_law: str | None = None, today: date | None = None
) -> list[Citation]:
    """Every citation in `text`, in order, with its standing on the day `on`.

    `own_law` is the law that the text is or speaks of (本法, 本条例, a bare 第五条); a text that begins with the title of a
    law is that law. `today` is the day whose law is now in force, by which `amended_since` is told; when it is left out,
    the day of the library's newest import. `on` None is that same day. Offsets are characters of `text`.
    """
    return list(citations(text, on=on, own_law=own_law, today=today))
