"""Forms: what was sent, checked field by field and turned into values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO
from uuid import UUID

from django.core.files.base import File
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from fazhi.archive import services as archive
from fazhi.kernel.acts import FileFact, PersonFact
from fazhi.kernel.errors import BrokenFile, Fault
from fazhi.kernel.words import Word
from fazhi.law import cite
from fazhi.people.models import Post
from fazhi.people.selectors import credentials_on
from fazhi.procedures.definition import Field
from fazhi.statements import Fixed

MOST_TEXT = {"text": 300, "longtext": 20_000}
MOST_MONEY = Decimal("1000000000000")
EARLIEST = date(1949, 10, 1)
LATEST = date(2199, 12, 31)


@dataclass(frozen=True)
class Upload:
    """A file as it arrives: the field it belongs to, its name, and its content as a stream."""

    field: str
    name: str
    stream: "BinaryIO | File[Any]"


@dataclass(frozen=True)
class Room:
    """What fields are checked against: the organ whose people can be named, the day, and the named choices."""

    organ_id: UUID | None
    day: date
    at: datetime
    choices: Mapping[str, type[models.TextChoices] | type[Word]]
    roles: Mapping[str, str]
    passed: Mapping[str, str]


class _Impossible(Exception):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def is_asked(field: Field, data: Mapping[str, Any]) -> bool:
    """Whether the field's condition holds: `when: other` wants it filled, `when: other=value` wants that value."""
    if not field.when:
        return True
    name, _, wanted = field.when.partition("=")
    value = data.get(name)
    if not wanted:
        return value not in (None, "", False, "false", "0", [], ())
    held = [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]
    return any(option in held for option in wanted.split("|"))


def normalise(
    fields: Sequence[Field], data: Mapping[str, Any], uploads: Sequence[Upload], room: Room
) -> tuple[dict[str, Any], list[Fault]]:
    """The values of a form and everything wrong with it. Files are kept in the archive as they are checked.

    A field whose condition does not hold is left out. People are read in two queries for the whole form.
    """
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    people = _people(fields, data, room)
    for field in fields:
        if not is_asked(field, data):
            continue
        sent = [u for u in uploads if u.field == field.name]
        try:
            value = (
                _files(field, sent, data.get(field.name), room) if field.type in {"file", "files"} else None
            )
            if field.type not in {"file", "files"}:
                value = _value(field, data.get(field.name), room, people)
        except (_Impossible, BrokenFile) as error:
            faults.append(Fault(field.name, f"{field.label}：{error.sentence}"))
            continue
        if value in (None, "", [], ()):
            if field.required:
                faults.append(
                    Fault(
                        field.name,
                        f"请填写{field.label}。"
                        if not field.type.startswith("file")
                        else f"请上传{field.label}。",
                    )
                )
            value = [] if field.type in {"choices", "persons", "files"} else None
        values[field.name] = value
    return values, faults


def _value(field: Field, raw: Any, room: Room, people: Mapping[str, PersonFact]) -> Any:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return False if field.type == "bool" else None
    if isinstance(raw, str) and "\x00" in raw:
        raise _Impossible("含有不能保存的字符，请删去后重填")
    return _READERS[field.type](field, raw, room, people)


def _text(field: Field, raw: Any, *_: Any) -> str:
    if not isinstance(raw, str):
        raise _Impossible("应当是文字")
    text = raw.strip()
    if len(text) > MOST_TEXT[field.type]:
        raise _Impossible(f"最多{MOST_TEXT[field.type]}字，现有{len(text)}字，请压缩")
    return text


def _date(field: Field, raw: Any, *_: Any) -> date:
    if isinstance(raw, datetime):
        raw = raw.date()
    try:
        day = raw if isinstance(raw, date) else parse_date(str(raw).strip())
    except ValueError:
        day = None
    if day is None:
        raise _Impossible(f"“{str(raw)[:20]}”不是有这一天的日期，请按 2026-11-22 的样式填写")
    if not EARLIEST <= day <= LATEST:
        raise _Impossible(f"{day} 不合理，请检查年份")
    return day


def _datetime(field: Field, raw: Any, *_: Any) -> datetime:
    try:
        moment = raw if isinstance(raw, datetime) else parse_datetime(str(raw).strip())
    except ValueError:
        moment = None
    if moment is None:
        raise _Impossible(f"“{str(raw)[:20]}”不是有效的时间，请按 2026-11-22 09:30 的样式填写")
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    # The day as it was written: at the ends of the calendar, turning it into ours would leave the calendar.
    if not EARLIEST <= moment.date() <= LATEST:
        raise _Impossible("时间不合理，请检查年份")
    return moment


def _money(field: Field, raw: Any, *_: Any) -> Decimal:
    try:
        amount = Decimal(str(raw).replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        raise _Impossible(f"“{str(raw)[:20]}”不是金额，请以元为单位填写数字") from None
    if not amount.is_finite() or amount < 0 or amount >= MOST_MONEY:
        raise _Impossible("金额应当不小于零，且在合理范围内")
    if amount != amount.quantize(Decimal("0.01")):
        raise _Impossible("金额最多到分")
    return amount.quantize(Decimal("0.01"))


def _integer(field: Field, raw: Any, *_: Any) -> int:
    text = str(raw).strip()
    if not text.isdecimal() or not text.isascii() or len(text) > 9:
        raise _Impossible("请填写不小于零的整数")
    return int(text)


def _bool(field: Field, raw: Any, *_: Any) -> bool:
    return raw is True or str(raw).lower() in {"true", "1", "on", "yes", "是"}


def _choice(field: Field, raw: Any, room: Room, *_: Any) -> str:
    known = room.choices[field.choices]
    if str(raw) not in known.values:
        raise _Impossible("请从所列选项中选择")
    return str(raw)


def _choices(field: Field, raw: Any, room: Room, *_: Any) -> list[str]:
    rows = raw if isinstance(raw, list | tuple) else [raw]
    return [_choice(field, row, room) for row in dict.fromkeys(map(str, rows)) if row]


def _person(field: Field, raw: Any, room: Room, people: Mapping[str, PersonFact]) -> PersonFact:
    if isinstance(raw, PersonFact):
        return raw
    found = people.get(str(raw))
    if found is None:
        raise _Impossible("所选人员不在本机关在岗人员之中，请重新选择")
    if field.posts and not set(found.posts) & set(field.posts):
        raise _Impossible(f"{found.name}的岗位不能担任这一角色，请重新选择")
    return found


def _persons(field: Field, raw: Any, room: Room, people: Mapping[str, PersonFact]) -> list[PersonFact]:
    rows = raw if isinstance(raw, list | tuple) else [raw]
    found = {}
    for row in rows:
        if row:
            person = _person(field, row, room, people)
            found[person.id] = person
    return list(found.values())


def _citation(field: Field, raw: Any, room: Room, *_: Any) -> str:
    text = _text(Field(field.name, field.label, "text"), raw)
    refs = cite.refs_in(text)
    unknown = [
        ref for ref, held in cite.existence_of(refs, room.day).items() if held is cite.Existence.ABSENT
    ]
    if not refs or unknown:
        raise _Impossible(f"没有查到“{text[:40]}”，请按《法律名称》第×条的样式填写现行有效的条文")
    return text


def _role(field: Field, raw: Any, room: Room, *_: Any) -> str:
    if str(raw) not in room.roles:
        raise _Impossible("请选择本事项的角色")
    return str(raw)


def _passed(field: Field, raw: Any, room: Room, *_: Any) -> str:
    if str(raw) not in room.passed:
        raise _Impossible("只能退回到已经走过的阶段")
    return str(raw)


_READERS: dict[str, Callable[..., Any]] = {
    "text": _text,
    "longtext": _text,
    "date": _date,
    "datetime": _datetime,
    "money": _money,
    "integer": _integer,
    "bool": _bool,
    "choice": _choice,
    "choices": _choices,
    "person": _person,
    "persons": _persons,
    "citation": _citation,
    "role": _role,
    "passed_stage": _passed,
}


def _files(field: Field, sent: Sequence[Upload], given: Any, room: Room) -> list[FileFact]:
    kept = [f for f in given if isinstance(f, FileFact)] if isinstance(given, list | tuple) else []
    if field.type == "file" and len(sent) > 1:
        raise _Impossible("只能上传一个文件")
    for upload in sent:
        blob = archive.store(upload.stream, name=upload.name, at=room.at)
        kept.append(FileFact(blob.digest, archive.clean_name(upload.name), blob.size, blob.media_type))
    return kept


_SEATS: Fixed[Post] = Fixed(
    lambda *, day, organ_id, people: (
        Post.objects.seated().on(day).filter(organ_id=organ_id, person_id__in=people, person__is_active=True)
    )
)


def _people(fields: Sequence[Field], data: Mapping[str, Any], room: Room) -> dict[str, PersonFact]:
    wanted: set[UUID] = set()
    for field in fields:
        if field.type not in {"person", "persons"}:
            continue
        raw = data.get(field.name)
        for row in raw if isinstance(raw, list | tuple) else [raw]:
            try:
                wanted.add(UUID(str(row)))
            except ValueError:
                continue
    if not wanted or room.organ_id is None:
        return {}
    found: dict[UUID, PersonFact] = {}
    credentials = credentials_on(sorted(wanted), room.day)
    for seat in _SEATS(day=room.day, organ_id=room.organ_id, people=sorted(wanted)):
        known = found.get(seat.person_id)
        found[seat.person_id] = PersonFact(
            id=seat.person_id,
            name=seat.person.name,
            posts=(*(known.posts if known else ()), seat.kind),
            unit_id=seat.unit_id,
            credentials=tuple(credentials.get(seat.person_id, ())),
        )
    return {str(key): person for key, person in found.items()}
