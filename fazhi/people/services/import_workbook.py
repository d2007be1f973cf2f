"""Bring organs, units, people, posts and papers in from one workbook: all of it or none."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from fazhi.kernel.errors import Incomplete, MovedOn, NotYourPart
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Unit
from fazhi.people.recording import tell
from fazhi.people.scope import may_import, organs_visible
from fazhi.people.services.import_organs import take_organs, take_units
from fazhi.people.services.import_papers import take_papers
from fazhi.people.services.import_persons import find_people, take_people, take_posts
from fazhi.people.services.importing import Count, Import
from fazhi.people.services.workbook_columns import ENFORCEMENT, ORGANS, PEOPLE, POSTS, PROFESSION, UNITS
from fazhi.people.services.workbook_reading import Row, open_workbook, read_rows
from fazhi.people.vocabulary import CredentialKind


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What was taken over, by sheet; with `dry_run` what would have been."""

    counts: dict[str, Count]
    dry_run: bool


@transaction.atomic
def import_workbook(content: bytes, *, actor: Actor, at: datetime, dry_run: bool = False) -> ImportSummary:
    """Go through every sheet, collect every fault, and write only when there is none; importing again updates.

    The actor brings in only what he manages: organs of his region, or the people of his own organ.
    Raises BrokenFile for a file that cannot be read, Incomplete with SheetFaults for rows that cannot be taken,
    NotYourPart for an actor who may not import, MovedOn when somebody changed the same rows meanwhile.
    """
    if not may_import(actor):
        raise NotYourPart("您当前的岗位不能导入机关和人员。")
    day = timezone.localdate(at)
    work = Import(actor, day)
    rows = read_rows(open_workbook(content), day, work.faults)
    _know_what_is_there(work, rows)
    take_organs(work, rows[ORGANS.name])
    take_units(work, rows[UNITS.name])
    take_people(work, rows[PEOPLE.name])
    take_posts(work, rows[POSTS.name])
    take_papers(work, rows[ENFORCEMENT.name], CredentialKind.ENFORCEMENT)
    take_papers(work, rows[PROFESSION.name], CredentialKind.LEGAL_PROFESSION)
    if work.faults:
        raise Incomplete(work.faults)
    if not dry_run:
        _write(work, at)
    return ImportSummary(work.counts, dry_run)


def _know_what_is_there(work: Import, rows: dict[str, list[Row]]) -> None:
    work.organs = {organ.name: organ for organ in Organ.objects.select_related("region", "parent")}
    work.organs_in_scope = set(organs_visible(work.actor).values_list("pk", flat=True))
    work.units = {(u.organ_id, u.name): u for u in Unit.objects.filter(organ__in=work.organs_in_scope)}
    named = (PEOPLE, POSTS, ENFORCEMENT, PROFESSION)
    find_people(work, (row for sheet in named for row in rows[sheet.name]))


def _write(work: Import, at: datetime) -> None:
    for account, password in work.first_passwords:
        account.set_password(password)
    try:
        with transaction.atomic():
            work.write()
            tell(work.changes(), actor=work.actor, at=at)
    except IntegrityError as error:
        raise MovedOn("导入期间有人登记了相同的机关、人员或者证件，本次没有导入，请重新导入。") from error
