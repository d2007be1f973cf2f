"""Add, change, put in force, publish and repeal entries. What was in force stays as it was."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from fazhi.kernel.digests import canonical_json, digest
from fazhi.kernel.errors import BadDefinition, Fault, Incomplete, NotYourPart, WrongStage
from fazhi.people.actors import Actor
from fazhi.people.models import Organ, Region
from fazhi.registers.models import Entry, Register
from fazhi.registers.permissions import may_change
from fazhi.registers.rules import kinds
from fazhi.registers.rules.entries import faults
from fazhi.registers.rules.kinds import RegisterKind
from fazhi.registers.vocabulary import EntryStatus


def kind_of(register: Register) -> RegisterKind:
    """The kind of a register. Raises BadDefinition when nobody knows it any more."""
    found = kinds.of(register.kind)
    if found is None:
        raise BadDefinition(f"没有 {register.kind} 这一类清单")
    return found


def open_register(
    kind: str, *, owner: Organ | None, region: Region, at: datetime, title: str = "", is_public: bool = True
) -> Register:
    """The register of a kind that an organ keeps, or that a region has of nobody's; made when there is none.

    Raises BadDefinition for no such kind.
    """
    form = kinds.of(kind)
    if form is None:
        raise BadDefinition(f"没有 {kind} 这一类清单")
    where = {"owner": owner} if owner else {"owner": None, "region_path": region.path}
    made, _ = Register.objects.get_or_create(
        kind=kind,
        **where,
        defaults={
            "title": title or form.title,
            "basis": form.basis,
            "region_path": region.path,
            "is_public": is_public and form.is_public,
            "made_at": at,
        },
    )
    return made


def _allowed(actor: Actor, register: Register) -> None:
    if not may_change(actor, register):
        raise NotYourPart("这份清单由制定机关的法制审核人员或者负责人维护。")


def _checked(register: Register, data: Mapping[str, Any]) -> str:
    found = faults(kind_of(register), data)
    if found:
        raise Incomplete([Fault("data", sentence) for sentence in found])
    return digest(canonical_json(dict(data)))


def add_entry(
    register: Register,
    *,
    code: str,
    title: str,
    data: Mapping[str, Any],
    valid_from: date,
    actor: Actor,
    at: datetime,
    valid_to: date | None = None,
    organ: Organ | None = None,
    region: Region | None = None,
) -> Entry:
    """The first edition of a new entry, as a draft.

    It holds for the register's region unless a narrower one is given. Raises NotYourPart; Incomplete for data that do
    not fit, a code already there, days out of order, or a place outside the register's.
    """
    _allowed(actor, register)
    mark = _checked(register, data)
    wrong = []
    path = organ.region.path if organ else region.path if region else register.region_path
    if not path.startswith(register.region_path):
        wrong.append(Fault("region", "适用范围超出了清单的区域。"))
    if not code.strip():
        wrong.append(Fault("code", "请填写条目编号。"))
    if Entry.objects.filter(register=register, code=code).exists():
        wrong.append(Fault("code", f"条目{code}已经有了，要改请修订。"))
    if valid_to is not None and valid_to < valid_from:
        wrong.append(Fault("valid_to", "失效日期早于施行日期。"))
    if wrong:
        raise Incomplete(wrong)
    row = Entry(
        register=register,
        code=code.strip(),
        title=title,
        data=dict(data),
        digest=mark,
        valid_from=valid_from,
        valid_to=valid_to,
        region_path=path,
        organ=organ,
        made_at=at,
        made_by=actor.name,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def revise_entry(
    row: Entry,
    *,
    data: Mapping[str, Any],
    valid_from: date,
    actor: Actor,
    at: datetime,
    title: str = "",
    valid_to: date | None = None,
    note: str = "",
) -> Entry:
    """The next edition of an entry, in force from `valid_from`; the one before ends the day before.

    Raises NotYourPart; WrongStage when it is not the latest edition; Incomplete when the new one would begin no later
    than the old one did, or its data do not fit.
    """
    _allowed(actor, row.register)
    mark = _checked(row.register, data)
    last = Entry.objects.filter(register_id=row.register_id, code=row.code).order_by("-edition_no").first()
    if last is None or last.pk != row.pk:
        raise WrongStage("这一条目已有更新的版次，请在最新版次上修订。")
    if valid_from <= row.valid_from:
        raise Incomplete([Fault("valid_from", f"新版次的施行日期应当晚于现行版次（{row.valid_from}）。")])
    if valid_to is not None and valid_to < valid_from:
        raise Incomplete([Fault("valid_to", "失效日期早于施行日期。")])
    fresh = Entry(
        register=row.register,
        code=row.code,
        title=title or row.title,
        edition_no=row.edition_no + 1,
        data=dict(data),
        digest=mark,
        valid_from=valid_from,
        valid_to=valid_to,
        region_path=row.region_path,
        organ_id=row.organ_id,
        status=row.status if row.status != EntryStatus.REPEALED else EntryStatus.DRAFT.value,
        published=row.published and row.status != EntryStatus.REPEALED,
        change_note=note,
        made_at=at,
        made_by=actor.name,
    )
    fresh.save(force_insert=True)
    if row.valid_to is None or row.valid_to >= valid_from:
        Entry.objects.filter(pk=row.pk).update(valid_to=valid_from - timedelta(days=1))
    return fresh


def put_in_force(row: Entry, *, actor: Actor) -> None:
    """Let a draft hold from its day on. Raises NotYourPart, and WrongStage when it is no draft."""
    _allowed(actor, row.register)
    done = Entry.objects.filter(pk=row.pk, status=EntryStatus.DRAFT).update(status=EntryStatus.IN_FORCE)
    if not done:
        raise WrongStage("只有起草中的条目可以施行。")
    row.status = EntryStatus.IN_FORCE


def publish_entry(row: Entry, *, actor: Actor) -> None:
    """Show an entry to the public. Raises NotYourPart, and WrongStage for a draft."""
    _allowed(actor, row.register)
    if row.status == EntryStatus.DRAFT:
        raise WrongStage("起草中的条目不能公布，请先施行。")
    Entry.objects.filter(pk=row.pk).update(published=True)
    row.published = True


def repeal_entry(row: Entry, *, last_day: date, note: str, actor: Actor) -> None:
    """End an entry after its last day; it stays to be read. Raises NotYourPart, WrongStage, Incomplete."""
    _allowed(actor, row.register)
    if last_day < row.valid_from:
        raise Incomplete([Fault("last_day", "废止日期早于施行日期。")])
    done = Entry.objects.filter(pk=row.pk, status=EntryStatus.IN_FORCE).update(
        status=EntryStatus.REPEALED, valid_to=last_day, change_note=note[:300]
    )
    if not done:
        raise WrongStage("只有有效的条目可以废止。")
    row.status, row.valid_to = EntryStatus.REPEALED, last_day
