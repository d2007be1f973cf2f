"""Naming a law and its editions the way people do: by any of its names, and by the edition's day."""

from fazhi.law import library
from fazhi.law.errors import NoSuchEdition, NoSuchLaw
from fazhi.law.library import EditionFacts, LawFacts


def law_named(name: str) -> LawFacts:
    """The law of that name or number in the library.

    Raises NoSuchLaw when none is called so, or several are and none of them alone.
    """
    held = library.current()
    if found := held.law(name):
        return found
    several = held.named(name) or held.named(name.strip("《》"))
    laws = {one.law.id: one.law for one in several}
    if len(laws) == 1:
        return next(iter(laws.values()))
    raise NoSuchLaw(name, [law.title for law in laws.values()])


def edition_named(law: LawFacts, asked: str) -> EditionFacts:
    """The edition adopted on that day (2021-01-22), of that year (2021), or of that id; "latest" and "first" work too.

    Raises NoSuchEdition with the days there are.
    """
    asked = asked.strip()
    if law.editions and asked in ("latest", "first"):
        return law.editions[-1 if asked == "latest" else 0]
    for edition in law.editions:
        if asked in (edition.adopted_on.isoformat(), edition.adopted_on.strftime("%Y%m%d"), str(edition.id)):
            return edition
    of_year = [e for e in law.editions if asked in (str(e.adopted_on.year), str(e.starts_on.year))]
    if len(of_year) == 1:
        return of_year[0]
    raise NoSuchEdition(law.key, asked, [e.adopted_on for e in law.editions])


def two_editions(law: LawFacts, older: str = "", newer: str = "") -> tuple[EditionFacts, EditionFacts]:
    """The two editions to compare: those named, else the newest and the one before it.

    Raises NoSuchEdition, also when the library holds only one.
    """
    new = edition_named(law, newer or "latest")
    if older:
        return edition_named(law, older), new
    before = [e for e in law.editions if (e.starts_on, e.adopted_on) < (new.starts_on, new.adopted_on)]
    if not before:
        raise NoSuchEdition(law.key, "", [e.adopted_on for e in law.editions])
    return before[-1], new


def day_of(edition: EditionFacts) -> str:
    """How an edition is named in addresses: its day of adoption, which no two editions of a law share."""
    return edition.adopted_on.isoformat()
