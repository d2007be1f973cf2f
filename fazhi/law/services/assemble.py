"""From the head and the rows of a file an edition: its day, level, maker, place, document numbers."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi.law.dates import read_day
from fazhi.law.document_numbers import numbers_in
from fazhi.law.services.effect import commencement
from fazhi.law.services.rank import issuer_of, level_of, region_of
from fazhi.law.services.source import Claims, Rejected, SourceArticle, SourceEdition
from fazhi.law.vocabulary import ArticleKind, DoubtKind, Level

_NAME_DAY = re.compile(r"[（(_\-\s](\d{4})-?(\d{2})-?(\d{2})[）)]?$")
_STARTS = re.compile(r"施行|实施|生效|执行")
_CHANGED = re.compile(r"修正|修订|修改")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a text: the title, and the lines of adoption and revision."""

    title: str
    history: list[str]


def assemble(
    path: Path,
    head: Head,
    rows: list[SourceArticle],
    faults: list[tuple[DoubtKind, str]],
    *,
    source: str,
    where: str,
    digest: str,
) -> SourceEdition | Rejected:
    """The edition in a file, or why there is none.

    A text without a day of adoption is taken in from the day it names itself as its beginning, and is doubtful.
    """
    if not rows:
        return Rejected(where, "没有正文", digest)
    clause = commencement([row.text for row in rows if row.kind is not ArticleKind.ANNEX])
    adopted_on = edition_day(path.stem, head.history)
    is_dated = adopted_on is not None
    adopted_on = adopted_on or clause.day
    if adopted_on is None:
        return Rejected(where, "文件名、题注和施行条款中都没有日期，不能确定是哪一版文本", digest)
    starts = [
        day for line in head.history if _STARTS.search(line) and (day := read_day(line)) and day >= adopted_on
    ]
    level = level_of(path, head.title, head.history)
    if level in (Level.AMENDMENT, Level.INTERPRETATION):
        # Amendments go on with the numbers of those before them, and quote the articles they change.
        faults = [(kind, said) for kind, said in faults if kind is not DoubtKind.MISSING_ARTICLES]
    return SourceEdition(
        title=head.title,
        level=level,
        # Only the State Council makes administrative regulations (立法法第七十二条).
        issuer=issuer_of(head.title, head.history)
        or ("国务院" if level is Level.ADMINISTRATIVE_REGULATION else ""),
        region=region_of(path, head.title, head.history, level),
        adopted_on=adopted_on,
        history="\n".join(head.history),
        source=source,
        source_ref=where[-255:],
        digest=digest,
        articles=rows,
        claims=Claims(
            stated=max(starts, default=None),
            clause=clause,
            is_amended=any(_CHANGED.search(line) for line in head.history) if is_dated else None,
            is_dated=is_dated,
            faults=faults,
        ),
        document_numbers=list(dict.fromkeys(n for line in head.history for n in numbers_in(line))),
    )


def edition_day(stem: str, history: list[str]) -> date | None:
    """The day of the text: of the file's name, else the last one of the head; None when neither tells."""
    if match := _NAME_DAY.search(stem):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    days = [day for line in history if not _STARTS.search(line) and (day := read_day(line))]
    return max(days, default=None)
