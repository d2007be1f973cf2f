"""What editions say of one another: an amending decision gives the day, a repeal clause ends another law."""

import re
from datetime import date

from fazhi.law.models import Article, Edition, Law
from fazhi.law.services.effect import commencement
from fazhi.law.services.source import UNDATED_REPEAL
from fazhi.law.titles import short_title
from fazhi.law.vocabulary import Level

_CHANGES = re.compile(r"修改〈([^〈〉]+)〉的决定$")
_CLAUSE = re.compile(r"[^。；\n]*同时废止")
# Where a word follows that picks out a part, 《…》第三条同时废止, the text as a whole lives on.
_TITLES = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(?!第|中|有关|关于|的)")


def relate() -> None:
    """Fill in days that follow from other texts held. May be run again at any time."""
    _days_from_decisions()
    _repeals()


def _days_from_decisions() -> None:
    """Give an amended text without a known effective day that of the decision passed on the same day to amend it."""
    decisions: dict[tuple[str, date], tuple[str, date]] = {}
    rows = Edition.objects.filter(law__title__contains="修改", effective_on__isnull=False).values_list(
        "law__title", "adopted_on", "effective_on"
    )
    for title, adopted_on, effective_on in rows:
        if effective_on is not None and (match := _CHANGES.search(title)):
            decisions[short_title(match[1]), adopted_on] = (title, effective_on)
    changed = []
    for edition in Edition.objects.filter(effective_on__isnull=True).select_related("law"):
        if found := decisions.get((edition.law.key, edition.adopted_on)):
            title, edition.effective_on = found
            edition.starts_on = found[1]
            edition.doubt = f"施行日取自同日通过的《{title}》。"
            changed.append(edition)
    Edition.objects.bulk_update(changed, ["effective_on", "starts_on", "doubt"], batch_size=200)


def _repeals() -> None:
    """End the laws that another law's commencement clause repeals, on the day that clause names.

    A clause that only says "from publication" may be of an older text than the one held: it gives no day.
    """
    ends: dict[str, date] = {}
    undated: set[str] = set()
    clauses = Article.objects.filter(text__contains="同时废止").values_list("text", "edition__law__key")
    for text, own in clauses:
        day = commencement([text]).day
        for clause in _CLAUSE.findall(text):
            for title in _TITLES.findall(clause):
                key = short_title(title)
                if key == own:
                    continue
                if day is None:
                    undated.add(key)
                else:
                    ends[key] = max(day, ends.get(key, day))
    named = Law.objects.filter(key__in=[*ends, *undated]).exclude(level=Level.CONSTITUTION)
    keys = dict(named.values_list("id", "key"))
    changed = []
    for edition in Edition.objects.filter(law_id__in=keys, repealed_on__isnull=True):
        day = ends.get(keys[edition.law_id])
        said = [line for line in edition.doubt.split("\n") if line and line != UNDATED_REPEAL]
        if day is not None and edition.starts_on < day:
            edition.repealed_on = day
            edition.is_standing_doubtful = False
        elif day is None:
            edition.is_standing_doubtful = True
            said.append(UNDATED_REPEAL)
        else:
            continue
        edition.doubt = "\n".join(said)
        changed.append(edition)
    Edition.objects.bulk_update(changed, ["repealed_on", "is_standing_doubtful", "doubt"], batch_size=200)
