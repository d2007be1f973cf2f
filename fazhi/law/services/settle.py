"""Work out from all texts together what no text says alone: from when and until when each applies, and what is doubtful.

Everything is made anew from what the sources say (Witness.claims) and from the texts, so it may be run at any time and
gives the same again. Where the rules below do not decide, the text stays and the doubt is listed; nothing is guessed.

1. The effective day: of the text's own clause, else of the source, else of the decision that amended the text.
2. The end: the next edition's beginning, or another law's repeal clause with its day.
3. An amendment known of which no text is held makes the text before it doubtful from that day.
4. What the sources say of the standing is compared with what follows from the days.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection

from fazhi.law.dates import read_day
from fazhi.law.models import Doubt, Edition, Law, Witness, status_on
from fazhi.law.services.effect import Effect, effect
from fazhi.law.services.repeals import Repeal, repeal_clauses
from fazhi.law.services.source import Claims
from fazhi.law.titles import identity, short_title
from fazhi.law.vocabulary import DoubtKind, EditionStatus, Level, Outcome

_CHANGES = re.compile(r"修改〈([^〈〉]+)〉的决定$")
_AMENDED = re.compile(r"修正|修订|修改")
_SEVERAL = re.compile(r"(?=\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)")
# Passing, approval and publication of one text may lie some weeks apart.
_ONE_TEXT = timedelta(days=92)
_COLUMNS = (
    "effective_on",
    "starts_on",
    "repealed_on",
    "repealed_by",
    "is_standing_doubtful",
    "unsure_from",
    "doubt",
)


@dataclass(slots=True)
class _One:
    """An edition being settled: its row, what its sources claim (the one its text is from first), its doubts."""

    row: Edition
    claims: list[tuple[str, Claims, dict[str, object]]]
    doubts: list[tuple[DoubtKind, str]] = field(default_factory=list)
    before: tuple[object, ...] = ()

    @property
    def main(self) -> Claims:
        return self.claims[0][1] if self.claims else Claims()


def settle(*, on: date) -> set[int]:
    """Work everything out anew; the ids of the editions with doubts. `on` is the day the standings are compared for."""
    laws, ones = _load()
    decisions = _decisions(laws, ones)
    for law, editions in ones.items():
        for one in editions:
            one.before = tuple(getattr(one.row, column) for column in _COLUMNS)
            _effective(one, decisions.get((laws[law].identity, one.row.adopted_on)))
        editions.sort(key=lambda one: (one.row.starts_on, one.row.adopted_on))
        _amended_later(editions)
    _repeals(laws, ones)
    for editions in ones.values():
        for number, one in enumerate(editions):
            later = editions[number + 1] if number + 1 < len(editions) else None
            _standing(one, later, on)
            _compare_sources(one)
    _write([one for editions in ones.values() for one in editions])
    return {one.row.pk for editions in ones.values() for one in editions if one.doubts}


def _load() -> tuple[dict[int, Law], dict[int, list[_One]]]:
    laws = {law.pk: law for law in Law.objects.only("id", "key", "title", "identity", "level")}
    claims: dict[int, list[tuple[str, Claims, dict[str, object]]]] = defaultdict(list)
    rank = {Outcome.TAKEN: 0, Outcome.HELD: 1, Outcome.REJECTED: 2}
    rows = Witness.objects.filter(edition__isnull=False).values_list(
        "edition_id", "outcome", "source", "claims"
    )
    for edition, _, source, said in sorted(rows, key=lambda row: rank[Outcome(row[1])]):
        if edition is not None:
            claims[edition].append((source, Claims.of_json(said), said))
    ones: dict[int, list[_One]] = defaultdict(list)
    for row in Edition.objects.order_by("law_id", "adopted_on"):
        ones[row.law_id].append(_One(row, claims.get(row.pk, [])))
    return laws, dict(ones)


def _decisions(laws: dict[int, Law], ones: dict[int, list[_One]]) -> dict[tuple[str, date], tuple[str, date]]:
    """Amending decisions held, with the day each starts, by the law they amend and their own day."""
    found: dict[tuple[str, date], tuple[str, date]] = {}
    for law, editions in ones.items():
        match = _CHANGES.search(laws[law].title)
        for one in editions if match else []:
            day = _first_effect(one).effective_on
            if match and day is not None:
                found[identity(short_title(match[1])), one.row.adopted_on] = (laws[law].title, day)
    return found


def _first_effect(one: _One) -> Effect:
    main = one.main
    return effect(one.row.adopted_on, main.clause, stated=main.stated, is_amended=main.is_amended)


def _effective(one: _One, decision: tuple[str, date] | None) -> None:
    row, main = one.row, one.main
    found = _first_effect(one)
    row.effective_on = found.effective_on
    if not main.is_dated:
        row.effective_on = None
        one.doubts.append(
            (
                DoubtKind.UNDATED,
                f"来源没有通过或者公布日，暂以文本所定首次施行日{row.adopted_on.isoformat()}计；如经修改，不知是哪一版。",
            )
        )
    elif found.effective_on is None and decision is not None:
        title, row.effective_on = decision
        kind = DoubtKind.EFFECTIVE_BEFORE_ADOPTED if main.stated else DoubtKind.EFFECTIVE_UNKNOWN
        said = f"来源记施行日为{main.stated.isoformat()}，早于本文本公布日；" if main.stated else ""
        one.doubts.append((kind, f"{said}施行日取自同日通过的《{title}》。"))
    elif found.effective_on is None and (other := _from_another(one)):
        source, row.effective_on = other
        one.doubts.append((found.kind, f"施行日取自另一来源（{source}）：{row.effective_on.isoformat()}。"))
    elif found.doubt:
        one.doubts.append((found.kind, found.doubt))
    if found.effective_on and main.stated and main.stated < row.adopted_on:
        one.doubts.append(
            (
                DoubtKind.EFFECTIVE_BEFORE_ADOPTED,
                f"来源记施行日为{main.stated.isoformat()}，早于本文本公布日，未采用；以文本所定{found.effective_on.isoformat()}为准。",
            )
        )
    row.starts_on = row.effective_on or row.adopted_on
    row.repealed_on, row.repealed_by, row.unsure_from = None, "", None
    row.is_standing_doubtful = not main.is_dated
    one.doubts += main.faults


def _from_another(one: _One) -> tuple[str, date] | None:
    for source, claims, _ in one.claims[1:]:
        if claims.stated is not None and claims.stated >= one.row.adopted_on:
            return source, claims.stated
    return None


def _amended_later(editions: list[_One]) -> None:
    """Amendments named in any edition's history of which no text is held."""
    known: set[date] = set()
    for one in editions:
        for line in one.row.history.split("\n"):
            for piece in _SEVERAL.split(line):
                if _AMENDED.search(piece) and (day := read_day(piece)):
                    known.add(day)
    held = [(one.row.adopted_on, one.row.starts_on) for one in editions]
    for day in sorted(known):
        if any(adopted - _ONE_TEXT <= day <= max(adopted, starts) for adopted, starts in held):
            continue
        earlier = [one for one in editions if one.row.adopted_on < day]
        if earlier and earlier[-1].row.unsure_from is None:
            earlier[-1].row.unsure_from = max(day, earlier[-1].row.starts_on)
            one = earlier[-1]
            one.doubts.append(
                (
                    DoubtKind.AMENDED_LATER,
                    f"{day.isoformat()}又经修改，修改后的文本没有收入；自该日起以本文本为准时须核对。",
                )
            )


def _repeals(laws: dict[int, Law], ones: dict[int, list[_One]]) -> None:
    """End the laws that another law's clause repeals, on the day that clause names.

    A clause "from publication" counts where its own text is known to be the first one, begun on its publication.
    """
    by_identity = {law.identity: law.pk for law in laws.values() if law.level != Level.CONSTITUTION}
    by_edition = {one.row.pk: (one, editions) for editions in ones.values() for one in editions}
    ends: dict[int, list[tuple[date | None, Repeal]]] = defaultdict(list)
    for clause in repeal_clauses():
        law = by_identity.get(clause.known_as)
        if law is None or law == clause.law or clause.edition not in by_edition:
            continue
        ends[law].append((_day_of(clause, *by_edition[clause.edition]), clause))
    for law, clauses in ends.items():
        days = [(day, clause) for day, clause in clauses if day is not None]
        for one in ones.get(law, []):
            row = one.row
            later = [(day, clause) for day, clause in days if day > row.starts_on]
            if later:
                row.repealed_on, clause = max(later, key=lambda pair: pair[0])
                row.repealed_by = clause.basis[:400]
            elif not days:
                clause = clauses[0][1]
                row.repealed_by = clause.basis[:400]
                row.is_standing_doubtful = True
                one.doubts.append(
                    (DoubtKind.REPEAL_UNDATED, f"{clause.basis}已将其废止，废止日期没有可信的记载。")
                )


def _day_of(clause: Repeal, one: _One, editions: list[_One]) -> date | None:
    if clause.day is not None:
        return clause.day
    main = one.main
    is_first = one is editions[0] and not main.is_amended and not _AMENDED.search(one.row.history)
    return one.row.effective_on if clause.is_from_publication and is_first else None


def _standing(one: _One, later: _One | None, on: date) -> None:
    """Compare what the sources say of the standing with what follows from the days."""
    row = one.row
    for source, claims, _ in one.claims:
        if not claims.status:
            continue
        now = status_on(
            on,
            starts_on=row.starts_on,
            next_starts_on=later.row.starts_on if later else None,
            repealed_on=row.repealed_on,
            is_standing_doubtful=False,
        )
        is_over = claims.status in ("已废止", "历史版本", "已被修改", "失效")
        if is_over and now in (EditionStatus.IN_FORCE, EditionStatus.FUTURE):
            _over_without_reason(one, source, claims.status, later)
        elif not is_over and now is EditionStatus.FUTURE:
            one.doubts.append(
                (
                    DoubtKind.NOT_YET,
                    f"来源（{source}）称{claims.status}，而施行日{row.starts_on.isoformat()}在{on.isoformat()}尚未到。",
                )
            )
        elif not is_over and now is EditionStatus.REPEALED:
            one.doubts.append(
                (
                    DoubtKind.REPEAL_CONTRADICTED,
                    f"来源（{source}）称{claims.status}，而{row.repealed_by}自{row.repealed_on}起将其废止。",
                )
            )


def _over_without_reason(one: _One, source: str, status: str, later: _One | None) -> None:
    row = one.row
    if later is not None:
        one.doubts.append(
            (
                DoubtKind.STILL_APPLIES,
                f"来源（{source}）称{status}，而接替的文本{later.row.starts_on.isoformat()}才施行，此前仍适用本文本。",
            )
        )
        return
    row.is_standing_doubtful = True
    if status == "已废止":
        one.doubts.append(
            (
                DoubtKind.REPEALED_BY_NOBODY,
                f"来源（{source}）称已废止，法规库中没有废止它的条文，也没有接替的文本；废止日期没有可信的记载。",
            )
        )
    else:
        one.doubts.append((DoubtKind.AMENDED_LATER, f"来源（{source}）称{status}，其后的修改没有收入。"))


def _compare_sources(one: _One) -> None:
    for source, _, said in one.claims[1:]:
        adopted = str(said.get("adopted") or "")
        if adopted and adopted != one.row.adopted_on.isoformat() and said.get("is_dated", True):
            one.doubts.append(
                (
                    DoubtKind.DAYS_DIFFER,
                    f"另一来源（{source}）记通过或者公布日为{adopted}，本库记{one.row.adopted_on.isoformat()}。",
                )
            )
        supplied = said.get("supplied")
        if isinstance(supplied, list) and supplied:
            one.doubts.append(
                (
                    DoubtKind.TEXTS_DIFFER,
                    f"条号{'、'.join(map(str, supplied[:10]))}取自另一来源（{source}）。",
                )
            )
        count, alone = said.get("differing_count") or 0, said.get("only_in_one") or 0
        if count or alone:
            numbers = said.get("differing")
            named = "、".join(map(str, numbers[:10])) if isinstance(numbers, list) else ""
            parts = (
                [f"{count}条文字不同（条号{named}{'等' if isinstance(count, int) and count > 10 else ''}）"]
                if count
                else []
            )
            parts += [f"{alone}个条号只在一处有"] if alone else []
            one.doubts.append((DoubtKind.TEXTS_DIFFER, f"与另一来源（{source}）{'，'.join(parts)}。"))


def _write(ones: list[_One]) -> None:
    changed = []
    doubts = []
    for one in ones:
        one.doubts = list(dict.fromkeys(one.doubts))
        one.row.doubt = "\n".join(sentence for _, sentence in one.doubts)
        now = tuple(getattr(one.row, column) for column in _COLUMNS)
        if one.before != now:
            changed.append((*now, one.row.pk))
        doubts += [Doubt(edition_id=one.row.pk, kind=kind, sentence=said) for kind, said in one.doubts]
    # A thousand rows of seven columns: bulk_update would write each as a CASE of its own and take ten times as long.
    columns = ", ".join(f"{column} = %s" for column in _COLUMNS)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Edition._meta.db_table} SET {columns} WHERE id = %s", changed)  # noqa: S608
    Doubt.objects.all().delete()
    Doubt.objects.bulk_create(doubts, batch_size=500)
