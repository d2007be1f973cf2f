"""Document numbers: one after another, none twice, none left out.

The number is taken inside the caller's transaction by one statement, which holds the series until commit on
every database; a rollback gives the number back. So two acts that need the same series stand in line for it, and no
number is ever missing but a voided one.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from fazhi.papers.errors import NumberRefused
from fazhi.papers.models import Series, VoidNumber

NUMBER = re.compile(r"^(?P<word>[\u3400-\u9fffA-Za-z]{2,30})〔(?P<year>(?:19|20)\d{2})〕(?P<n>[1-9]\d*)号$")


def spell(*, doc_word: str, kind: str, year: int, n: int) -> str:
    """A document number as printed, such as 包昆市监罚〔2026〕12号.

    Basis: GB/T 9704-2012 7.2.5（年份用全称并以六角括号括入，序号不编虚位、不加“第”字）
    """
    return f"{doc_word}{kind}〔{year}〕{n}号"


def normalise(raw: str) -> str:
    """A number as somebody typed it, with its brackets turned into 六角括号 and blanks taken out."""
    text = re.sub(r"\s+", "", raw)
    return re.sub(r"[(（\[【〔［]((?:19|20)\d{2})[)）\]】〕］]", r"〔\1〕", text)


def allot(*, organ_id: UUID, doc_word: str, kind: str, year: int) -> str:
    """Take the next number of the organ's series for that kind and year.

    Must be called inside a transaction: the number belongs to the act that commits with it.
    Raises NumberRefused outside a transaction or when the organ has no 机关代字.

    Basis: GB/T 9704-2012 7.2.5
    """
    if not connection.in_atomic_block:
        raise NumberRefused("文号须与使用它的行为在同一事务中取得。")
    if not doc_word:
        raise NumberRefused("本机关尚未设置机关代字，不能编文号。请先在机关信息中填写。")
    organ = Series._meta.get_field("organ_id").get_db_prep_value(organ_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [organ, kind, year])
        (n,) = cursor.fetchone()
    return spell(doc_word=doc_word, kind=kind, year=year, n=n)


# The first comer begins the series at 1; two who meet there stand in line at its row as any later two do.
_NEXT = (
    "INSERT INTO papers_series (organ_id, kind, year, last) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT (organ_id, kind, year) DO UPDATE SET last = papers_series.last + 1 RETURNING last"
)


def void(*, organ_id: UUID, kind: str, number: str, reason: str, at: datetime, by: str) -> VoidNumber:
    """Note that an allotted number will not be used, and why. The series goes on behind it.

    Raises NumberRefused for a number that was never allotted, was voided before, or without a reason.
    """
    found = NUMBER.match(normalise(number))
    if not reason.strip():
        raise NumberRefused("作废文号须写明原因。")
    if not found or not found["word"].endswith(kind):
        raise NumberRefused(f"“{number}”不是本序列的文号。")
    n = int(found["n"])
    series = Series.objects.filter(organ_id=organ_id, kind=kind, year=int(found["year"]), last__gte=n).first()
    if series is None:
        raise NumberRefused(f"文号“{number}”尚未编出，不能作废。")
    try:
        with transaction.atomic():
            return VoidNumber.objects.create(
                series=series, n=n, number=found[0], reason=reason.strip(), voided_at=at, voided_by=by
            )
    except IntegrityError as error:
        raise NumberRefused(f"文号“{number}”已经作废。") from error


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a series has come: `last` numbers allotted, of which `voids` are not in use."""

    organ_id: UUID
    kind: str
    year: int
    last: int
    voids: tuple[VoidNumber, ...]


def standing(*, organ_id: UUID, year: int) -> list[Standing]:
    """Each series of the organ in that year, for the number register."""
    rows = Series.objects.filter(organ_id=organ_id, year=year).prefetch_related("voids").order_by("kind")
    return [
        Standing(organ_id, row.kind, row.year, row.last, tuple(sorted(row.voids.all(), key=lambda v: v.n)))
        for row in rows
    ]
