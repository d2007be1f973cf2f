"""From which day a text applies, and what about that is doubtful.

Sources often repeat the day on which a law first came into force under every later text, or set the day of publication
for it. A text cannot have applied before it was adopted, so an earlier day is never believed.
"""

import re
from dataclasses import dataclass
from datetime import date

from fazhi.law.dates import DAY, read_day
from fazhi.law.vocabulary import DoubtKind

_CLAUSE = re.compile(
    rf"本[^。；\n]{{1,40}}?自\s*(?:(?P<day>{DAY})|(?P<publication>(?:公布|发布|颁布|通过|印发)之日))\s*(?:起)?(?:正式)?(?:施行|实施|实行|生效|执行)"
)


@dataclass(frozen=True, slots=True)
class Commencement:
    """What the text itself says on when it applies: a day, or from its publication, or nothing (both unset)."""

    day: date | None = None
    is_from_publication: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """The effective day when it can be believed, and a sentence on what cannot, with the kind of doubt it is."""

    effective_on: date | None
    doubt: str = ""
    kind: DoubtKind = DoubtKind.EFFECTIVE_UNKNOWN


def commencement(texts: list[str]) -> Commencement:
    """The commencement clause, sought from the last article upwards."""
    for text in reversed(texts):
        matches = list(_CLAUSE.finditer(text))
        if matches:
            found = matches[-1]
            return Commencement(read_day(found["day"]) if found["day"] else None, bool(found["publication"]))
    return Commencement()


def effect(adopted_on: date, clause: Commencement, *, stated: date | None, is_amended: bool | None) -> Effect:
    """The effective day of a text adopted on `adopted_on`.

    `stated` is the source's own word, `is_amended` whether the text came about by amending an older one (None: the
    source does not tell).
    """
    if clause.day is not None and clause.day >= adopted_on:
        if stated is not None and stated >= adopted_on and stated != clause.day:
            return Effect(
                clause.day,
                f"来源记施行日为{stated.isoformat()}，文本自定{clause.day.isoformat()}，以文本为准。",
                DoubtKind.EFFECTIVE_DIFFERS,
            )
        return Effect(clause.day)
    if stated is not None and stated > adopted_on:
        return Effect(stated)
    if stated is not None and stated < adopted_on:
        return Effect(
            None,
            f"来源记施行日为{stated.isoformat()}，早于本文本公布日，是该法首次施行之日；本文本的施行日来源未载，暂自公布日起适用。",
            DoubtKind.EFFECTIVE_BEFORE_ADOPTED,
        )
    if clause.day is not None:
        return Effect(None, "文本的施行条款是首次施行之日，修改后文本的施行日来源未载，暂自公布日起适用。")
    if clause.is_from_publication:
        if is_amended is False:
            return Effect(adopted_on)
        if is_amended is None:
            return Effect(adopted_on, "施行日按“自公布之日起施行”计；文本如经修改，以修改决定所定日期为准。")
        return Effect(
            None, "“自公布之日起施行”是首次公布时所定，修改后文本的施行日来源未载，暂自公布日起适用。"
        )
    if stated is not None:
        return Effect(stated)
    return Effect(None, "来源和文本都没有载明施行日，暂自通过或者公布之日起适用。")
