"""Drawing papers up, having them drawn as files, signing, serving and replacing them."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol
from uuid import UUID

from django.db import transaction

from fazhi.archive import services as archive
from fazhi.kernel.digests import canonical_json
from fazhi.papers import layouts, render
from fazhi.papers.errors import UnableToSupersede
from fazhi.papers.filling import fill
from fazhi.papers.models import LayoutEdition, Paper, Signature
from fazhi.statements import Kept, insert

if TYPE_CHECKING:
    from fazhi.archive.models import Blob

Format = Literal["docx", "pdf"]

_layouts = Kept()


class Maker(Protocol):
    """Who draws a paper up."""

    @property
    def person_id(self) -> UUID | None: ...

    @property
    def name(self) -> str: ...


def draft(
    *,
    matter_id: UUID,
    key: str,
    title: str,
    template: str,
    context: Mapping[str, Any],
    number: str | None,
    at: datetime,
    actor: Maker,
    event_seq: int,
) -> Paper:
    """Draw a paper up: settle its text for good. One insert; no file is drawn.

    `context` holds what the layout's fields ask for: text, date, datetime, Decimal, int, bool, lists and maps of
    these, no float. `number` is printed wherever the layout says `{number}`.
    Raises FieldsMissing when the layout prints something the context does not hold or holds as another type,
    LayoutUnknown when there is no such layout.
    """
    layout = layouts.find(template)
    data = canonical_json({**context, "number": number or ""}).decode()
    fill(layout, json.loads(data))
    _store(layout, at)
    paper = Paper(
        matter_id=matter_id,
        key=key,
        title=title or layout.title,
        number=number or "",
        data=data,
        template=layout.name,
        template_digest_id=layout.digest,
        made_at=at,
        made_by_id=actor.person_id,
        made_by=actor.name,
        event_seq=event_seq,
    )
    insert([paper])
    return paper


def _store(layout: layouts.Layout, at: datetime) -> None:
    _layouts.ensure(LayoutEdition(digest=layout.digest, name=layout.name, source=layout.source, since=at))


def rendered(paper: Paper, form: Format, at: datetime) -> "Blob":
    """The paper as a stored file. It is drawn the first time somebody asks and kept under its digest.

    Drawing is the same each time, so two who ask at once store the same bytes.
    """
    column = f"{form}_digest"
    if known := getattr(paper, column):
        return archive.blob(known)
    data = render.docx(paper) if form == "docx" else render.pdf(paper)
    stored = archive.store(data, name=file_name(paper, form), at=at)
    Paper.objects.filter(pk=paper.pk, **{f"{column}__isnull": True}).update(**{column: stored.digest})
    setattr(paper, column, stored.digest)
    return stored


def file_name(paper: Paper, form: Format) -> str:
    """The name under which the paper is handed out, such as 行政处罚决定书 包昆市监罚〔2026〕12号.pdf."""
    name = f"{paper.title} {paper.number}".strip()
    return "".join("_" if c in '\\/:*?"<>|\r\n\t' else c for c in name)[:120] + f".{form}"


def sign(paper: Paper, *, person_id: UUID, name: str, post: str, at: datetime) -> Signature:
    """Put a person's name under the paper. Signing the same paper again leaves the first signature as it is."""
    Signature.objects.bulk_create(
        [Signature(paper=paper, person_id=person_id, name=name, post=post, at=at)], ignore_conflicts=True
    )
    return Signature.objects.get(paper=paper, person_id=person_id)


def mark_served(paper: Paper, on: date) -> bool:
    """Note the day of service, once: a day already noted stands and False is returned.

    Basis: 《民事诉讼法》第八十七条（受送达人在送达回证上的签收日期为送达日期）
    """
    changed = Paper.objects.filter(pk=paper.pk, served_on__isnull=True).update(served_on=on)
    if changed:
        paper.served_on = on
    return bool(changed)


def supersede(
    old: Paper, *, context: Mapping[str, Any], reason: str, at: datetime, actor: Maker, event_seq: int
) -> Paper:
    """Replace a paper by a corrected one that bears the same number; both texts are kept.

    Raises UnableToSupersede when no reason is given or the paper was already replaced.
    """
    if not reason.strip():
        raise UnableToSupersede("更正文书须写明原因。")
    with transaction.atomic():
        if Paper.objects.filter(supersedes=old).exists():
            raise UnableToSupersede(f"《{old.title}》已经被更正过，请在最新一份上更正。")
        new = draft(
            matter_id=old.matter_id,
            key=old.key,
            title=old.title,
            template=old.template,
            context=context,
            number=old.number or None,
            at=at,
            actor=actor,
            event_seq=event_seq,
        )
        new.supersedes = old
        new.correction_reason = reason.strip()
        new.save(update_fields=["supersedes", "correction_reason"])
    return new
