"""Pictures drawn on the server: the strip of days of a term, and the pictograms of evidence.

A picture is SVG without ids, so that several may stand on one page; its colours are classes in matter.css.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from fazhi.ui.wording import as_day, day_text

# Beyond two years a strip cannot be read; the ledger of the sum below it still says everything.
_MOST_MONTHS = 26


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Measures of one drawing, in its own units."""

    width: int
    left: float
    pitch: float
    cell: float
    marks: tuple[int, ...]

    def x(self, day: date) -> float:
        return round(self.left + (day.day - 1) * self.pitch, 1)


_DESK = _Sheet(720, 52, 21, 17, (1, 5, 10, 15, 20, 25, 30))
_PHONE = _Sheet(360, 36, 10.4, 8.4, (1, 10, 20, 30))
_TOP, _ROW, _HEIGHT = 24, 27, 18


@dataclass(frozen=True, slots=True)
class _Cell:
    day: date
    kind: str
    title: str


def part(thing: object, name: str, default: Any = None) -> Any:
    """One part of a view model, which may be a mapping or an object."""
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


def _cells(lines: Sequence[object], today: date | None, start: date | None) -> list[_Cell]:
    known = [line for line in lines if as_day(part(line, "date")) is not None]
    found = []
    if start is not None and known and start < part(known[0], "date"):
        found.append(_Cell(start, "start", f"{day_text(start, today)} 起算当日，不计入"))
    for line in known:
        day = part(line, "date")
        counted, n, why = bool(part(line, "counted")), part(line, "n"), str(part(line, "why", "") or "")
        what = why or (f"第{n}日" if counted else "不计入")
        if line is known[-1]:
            kind, what = "due", f"{what}，届满"
        elif counted:
            ahead = today is not None and day > today
            kind, what = ("left", f"{what}，尚余") if ahead else ("count", what)
        else:
            kind = "skip"
        found.append(_Cell(day, kind, f"{day_text(day, today)} {what}"))
    return found


def _shape(cell: _Cell, sheet: _Sheet, y: float, *, titled: bool) -> str:
    x, w, h = sheet.x(cell.day), sheet.cell, _HEIGHT
    if cell.kind in {"skip", "left"}:
        x, y, w, h = x + 0.5, y + 0.5, w - 1, h - 1
    title = f"<title>{escape(cell.title)}</title>" if titled else ""
    box = f'<rect class="{cell.kind}" x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}">{title}</rect>'
    if cell.kind != "skip":
        return box
    # Hatching as two strokes a cell: a pattern would need an id.
    half = h / 2
    strokes = f"M{x:g} {y + half:g}l{w / 2:g} {-half:g}M{x:g} {y + h:g}l{w:g} {-h:g}M{x + w / 2:g} {y + h:g}l{w / 2:g} {-half:g}"
    return f'{box}<path class="hatch" d="{strokes}"/>'


def _drawing(cells: Sequence[_Cell], sheet: _Sheet, today: date | None, label: str, *, titled: bool) -> str:
    months = [(key, list(group)) for key, group in groupby(cells, key=lambda c: (c.day.year, c.day.month))]
    height = _TOP + _ROW * len(months) + 2
    out = [
        f'<svg class="fz-days" viewBox="0 0 {sheet.width} {height}" role="img" aria-label="{escape(label)}">'
    ]
    for mark in sheet.marks:
        middle = sheet.left + (mark - 1) * sheet.pitch + sheet.cell / 2
        out.append(f'<text x="{middle:.1f}" y="14" text-anchor="middle">{mark}</text>')
    for row, ((_, month), group) in enumerate(months):
        y = _TOP + row * _ROW
        out.append(f'<text x="0" y="{y + 14}">{month}月</text>')
        for cell in group:
            out.append(_shape(cell, sheet, y, titled=titled))
            if cell.day == today:
                x = sheet.x(cell.day) - 2.5
                out.append(
                    f'<path class="today" d="M{x:g} {y - 2.5}h{sheet.cell + 5:g}v{_HEIGHT + 5}h-{sheet.cell + 5:g}z"/>'
                )
    out.append("</svg>")
    return "".join(out)


def _spans(days: Iterable[date]) -> str:
    """8月20日至8月31日、10月30日至11月12日."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(
        day_text(r[0], "short") + (f"至{day_text(r[-1], 'short')}" if len(r) > 1 else "") for r in runs
    )


def strip_label(cells: Sequence[_Cell], title: str) -> str:
    """What the drawing says, for those who hear it."""
    skipped = [c.day for c in cells if c.kind == "skip"]
    text = f"{title or '期限'}逐日图：{day_text(cells[0].day, 'full')}起，"
    if 0 < len(skipped) <= 60:
        text += f"{_spans(skipped)}不计入，"
    return text + f"{day_text(cells[-1].day, 'full')}届满"


def day_strip(
    lines: Sequence[object], today: date | None = None, title: str = "", start: date | None = None
) -> SafeString:
    """The days of a term, a row a month, drawn once for the desk and once for the phone.

    `lines` are in order of day, each with `date`, `counted`, `n` (its number when counted) and `why` (what is said of
    the day); the last one is the last day of the term. `start` is the day of the event, which does not count itself.
    Empty when there are no days to draw, and for a term longer than 26 months.
    """
    cells = _cells(lines, today, start)
    if len(cells) < 2 or len({(c.day.year, c.day.month) for c in cells}) > _MOST_MONTHS:
        return mark_safe("")
    label = strip_label(cells, title)
    wide = _drawing(cells, _DESK, today, label, titled=True)
    small = _drawing(cells, _PHONE, today, label, titled=False)
    # Only measures, dates and escaped text go into the drawings.
    return mark_safe(f'<div class="fz-wide-only">{wide}</div><div class="fz-phone-only">{small}</div>')  # noqa: S308


_PAGE = '<rect width="160" height="104" fill="#eceff3"/><path d="M44 14h72v96h-72z" fill="#fff" stroke="#d5dae1"/>'
_PICTOGRAMS = {
    "document": _PAGE
    + '<path d="M60 26h40" stroke="#5d6673" stroke-width="3"/><path d="M54 38h52M54 46h52M54 54h46M54 62h52M54 70h50'
    'M54 78h52M54 86h34M54 94h48" stroke="#b9c0ca" stroke-width="2"/>',
    "gap": _PAGE
    + '<path d="M60 26h40" stroke="#5d6673" stroke-width="3"/><path d="M54 38h52M54 46h52M54 54h46M54 62h52" '
    'stroke="#b9c0ca" stroke-width="2"/><path d="M54 74h52v18H54z" fill="#fff" stroke="#171c24" '
    'stroke-dasharray="4 3" stroke-width="1.5"/>',
    "table": '<rect width="160" height="104" fill="#eceff3"/><path d="M30 16h100v96H30z" fill="#fff" stroke="#d5dae1"/>'
    '<path d="M30 30h100M30 44h100M30 58h100M30 72h100M30 86h100M62 16v96M98 16v96" stroke="#c8cdd5"/>'
    '<path d="M36 23h18M68 23h22M104 23h18" stroke="#5d6673" stroke-width="3"/>',
    "video": '<rect width="160" height="104" fill="#d3dae2"/><path d="M0 0l40 20v56L0 104zM160 0l-40 20v56l40 28z" '
    'fill="#bcc5d0"/><path d="M40 76h80l40 28H0z" fill="#a7b1be"/><circle cx="80" cy="50" r="18" fill="#fff"/>'
    '<path d="M75 41v18l14-9z" fill="#171c24"/>',
    "audio": '<rect width="160" height="104" fill="#d3dae2"/><path d="M34 44v16M46 34v36M58 46v12M70 26v52M82 38v28'
    'M94 20v64M106 40v24M118 32v40M130 46v12" stroke="#5d6673" stroke-width="4"/>',
    "image": '<rect width="160" height="104" fill="#d9dfe6"/><circle cx="52" cy="34" r="10" fill="#f6f7f9"/>'
    '<path d="M0 104l52-52 34 34 22-22 52 40z" fill="#aeb8c4"/>',
}


def pictogram(kind: str, *, gap: bool = False) -> SafeString:
    """The picture that stands for a piece of evidence: image, video, audio, table, gap, else a page of writing."""
    inner = _PICTOGRAMS[
        "gap"
        if gap and kind not in {"video", "audio", "image"}
        else kind
        if kind in _PICTOGRAMS
        else "document"
    ]
    head = '<svg viewBox="0 0 160 104" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
    return mark_safe(f"{head}{inner}</svg>")  # noqa: S308
