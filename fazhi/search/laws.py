"""The collection of the law library: one entry an article of an edition, kept in step with the library."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

from fazhi.search.embedded import EmbeddedIndex
from fazhi.search.errors import IndexMissing
from fazhi.search.index import NEVER, Collection, Entry, Field, Index

LAWS = Collection(
    "laws",
    "法规库",
    # The name of the law weighs little: most questions do not know it, and every article of a law has the same.
    fields=(Field("text"), Field("name", words=0.2, grams=0.3)),
    facets=("level", "organ", "region", "year"),
    # `name` holds every name and document number of the law, `first` stands on the first article of an edition.
    marks=("name", "article", "first"),
    numbers=("law", "chapter", "position", "level", "place"),
)
_DIVISION = re.compile(r"^第[一二三四五六七八九十百零]+(?:分编|编|章|节)\s*", re.MULTILINE)
_PLACE_KIND = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|县|区|旗|盟|自治州)$")
_STATE = "中华人民共和国"
_CHUNK = 400


# By place in this list a level is kept as a number; the list only grows.
LEVELS = (
    "",
    "constitution",
    "law",
    "interpretation",
    "amendment",
    "decision",
    "administrative_regulation",
    "supervisory_regulation",
    "local_regulation",
    "departmental_rule",
    "local_rule",
    "judicial_interpretation",
    "other",
)


def bare_place(region: str) -> str:
    """A place as people call it: 内蒙古 for 内蒙古自治区, 北京 for 北京市."""
    return _PLACE_KIND.sub("", region) if len(region) > 2 else region


def place_number(place: str) -> int:
    """A place as a number, 0 for none."""
    return crc32(place.encode()) if place else 0


def law_index(home: Path) -> EmbeddedIndex:
    """The embedded index of the law library below FAZHI_HOME."""
    return EmbeddedIndex(home / "search", LAWS)


def day_number(day: date) -> int:
    """2026-01-31 as 20260131, the way the index keeps days."""
    return day.year * 10000 + day.month * 100 + day.day


def is_fresh(index: Index) -> bool:
    """Whether the index is of the library's last import."""
    from fazhi.law import library

    state = index.state()
    return state is not None and state.stamp == str(library.current().stamp)


def refresh(index: Index) -> int:
    """Bring the index in step with the library: what has changed when it can, else all of it. How many articles went in.

    Raises IndexBusy.
    """
    from fazhi.law import library

    stamp = str(library.current().stamp)
    wanted = _manifest()
    try:
        held = index.manifest()
    except IndexMissing:
        return index.rebuild(_entries(None), stamp=stamp, manifest=wanted)
    gone = [int(edition) for edition in held if wanted.get(edition) != held[edition]]
    fresh = [int(edition) for edition in wanted if held.get(edition) != wanted[edition]]
    if not gone and not fresh and is_fresh(index):
        return 0
    if len(fresh) * 2 > len(wanted):
        return index.rebuild(_entries(None), stamp=stamp, manifest=wanted)
    return index.change(gone, _entries(set(fresh)), stamp=stamp, manifest=wanted)


def rebuild(index: Index) -> int:
    """Make the index anew from the library; the old one answers meanwhile. Raises IndexBusy."""
    from fazhi.law import library

    return index.rebuild(_entries(None), stamp=str(library.current().stamp), manifest=_manifest())


@dataclass(frozen=True, slots=True)
class _Whole:
    """An edition as its articles' entries need it; `digest` is the text's, so that any change changes the whole."""

    edition: int
    law: int
    key: str
    title: str
    level: str
    issuer: str
    region: str
    year: int
    starts: int
    ends: int
    unsure: int
    repealed: int
    digest: str
    names: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """What tells whether the entries of this edition are still right."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def _wholes() -> Iterator[_Whole]:
    from fazhi.law import library
    from fazhi.law.models import Edition, Law

    digests = dict(Edition.objects.values_list("id", "digest"))
    issuers = dict(Law.objects.values_list("id", "issuer"))
    # The same law stands there under each of its names.
    held = library.current()
    laws = {law.id: law for law in held.laws.values()}
    names: dict[int, set[str]] = {}
    for name, those in held.names.items():
        for one in those:
            names.setdefault(one.law.id, set()).add(name)
    for law in laws.values():
        for edition in law.editions:
            unsure = edition.starts_on if edition.is_standing_doubtful else edition.unsure_from
            ends = [day for day in (edition.next_starts_on, edition.repealed_on) if day is not None]
            yield _Whole(
                edition=edition.id,
                law=law.id,
                key=law.key,
                title=law.title,
                level=law.level,
                issuer=issuers.get(law.id, ""),
                region=law.region,
                year=edition.adopted_on.year,
                starts=day_number(edition.starts_on),
                ends=day_number(min(ends)) if ends else NEVER,
                unsure=day_number(unsure) if unsure else NEVER,
                repealed=day_number(edition.repealed_on) if edition.repealed_on else NEVER,
                digest=digests.get(edition.id, ""),
                names=tuple(sorted({law.key, law.title, *names.get(law.id, ()), *edition.document_numbers})),
            )


def _manifest() -> dict[str, str]:
    return {str(whole.edition): whole.fingerprint for whole in _wholes()}


def _entries(editions: set[int] | None) -> Iterator[Entry]:
    """Entries of these editions' articles; of all editions when None."""
    from fazhi.law.models import Article

    wholes = {whole.edition: whole for whole in _wholes() if editions is None or whole.edition in editions}
    order = sorted(wholes)
    for start in range(0, len(order), _CHUNK):
        rows = Article.objects.filter(edition_id__in=order[start : start + _CHUNK]).order_by(
            "edition_id", "position"
        )
        for pk, edition, position, number, label, chapter, text in rows.values_list(
            "pk", "edition_id", "position", "number", "label", "chapter", "text"
        ):
            yield _entry(wholes[edition], pk, position, number, label, chapter, text)


def _entry(whole: _Whole, pk: int, position: int, number: str, label: str, chapter: str, text: str) -> Entry:
    return Entry(
        pk,
        texts={"text": f"{text}\n{_DIVISION.sub('', chapter)}", "name": whole.key.replace(_STATE, "")},
        facets={
            "level": (whole.level,),
            "organ": (whole.issuer,) if whole.issuer else (),
            "region": (whole.region,) if whole.region else (),
            "year": (str(whole.year),),
        },
        marks={
            "name": whole.names,
            "article": (number,),
            "first": ("1",) if position == 1 else (),
        },
        numbers={
            "law": whole.law,
            "chapter": crc32(f"{whole.edition} {chapter}".encode()),
            "position": position,
            "level": LEVELS.index(whole.level) if whole.level in LEVELS else 0,
            "place": place_number(bare_place(whole.region)),
        },
        group=whole.edition,
        starts=whole.starts,
        ends=whole.ends,
        shown={
            "law": whole.title,
            "key": whole.key,
            "article": number,
            "label": label,
            "chapter": chapter,
            "text": text,
            "level": whole.level,
            "organ": whole.issuer,
            "region": whole.region,
            "law_id": whole.law,
            "edition": whole.edition,
            "starts": whole.starts,
            "ends": whole.ends,
            "unsure": whole.unsure,
            "repealed": whole.repealed,
        },
    )
