"""The rows of a table and the clock chip, drawn without a template: a list page shows hundreds of their parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from fazhi.ui.drawings import part

_NOTHING = mark_safe('<span class="muted">—</span>')
_CHIP_STATES = {
    "near": "is-near",
    "over": "is-over",
    "paused": "is-paused",
    "met": "is-met",
    "lapsed": "is-ended",
    "ended": "is-ended",
}
_AT_THE_END = frozenset({"over", "met", "lapsed", "ended"})


def clock_chip(chip: object, *, small: bool = False) -> SafeString:
    """The clock chip; `small` leaves its link out.

    `chip`: label, state (running near over paused met lapsed ended), text "余 12 日", due "11月30日", percent, url,
    sum_url (opens the sum in a dialog).
    """
    state = str(part(chip, "state", "") or "running")
    percent = part(chip, "percent", 0) or 0
    at = 100 if state in _AT_THE_END else max(0, min(100, round(float(percent))))
    due = part(chip, "due", "")
    inside = format_html(
        '<b>{}</b>{}<i style="--at:{}%"></i>',
        part(chip, "text", ""),
        format_html(" · {}", due) if due else "",
        at,
    )
    css, url, sum_url = _CHIP_STATES.get(state, ""), part(chip, "url", ""), part(chip, "sum_url", "")
    if small or not url:
        return format_html('<span class="fz-clock {}">{}</span>', css, inside)
    return format_html(
        '<a class="fz-clock {}" href="{}"{} title="{}：点开看算法">{}</a>',
        css,
        url,
        format_html(' data-sum="{}"', sum_url) if sum_url else "",
        part(chip, "label", "") or "时限",
        inside,
    )


def two_lines(cell: object) -> tuple[Any, Any]:
    """A table cell as text and note: a text alone, a pair, or a mapping or object with these parts."""
    if isinstance(cell, (list, tuple)):
        return (cell[0] if cell else "", cell[1] if len(cell) > 1 else "")
    if isinstance(cell, Mapping) or hasattr(cell, "text"):
        return part(cell, "text", ""), part(cell, "note", "")
    return "—" if cell is None or cell == "" else cell, ""


def table_rows(
    columns: Sequence[object], rows: Sequence[object], *, bulk: bool = False, clock_last: bool = False
) -> SafeString:
    """The body of a table; the inputs are those of `ui/_table.html`."""
    told = [_column(column, at) for at, column in enumerate(columns)]
    if clock_last and not any(key == "clock" for key, _ in told):
        told.append(("clock", ""))
    return mark_safe(  # noqa: S308  each row is escaped
        "".join(_row(row, told, number, bulk) for number, row in enumerate(rows, 1))
    )


def _column(column: object, at: int) -> tuple[str, str]:
    """A column's key and the opening of its cells."""
    key = str(part(column, "key", ""))
    if key == "clock" or at == 0:
        return key, ""
    css = [
        "r" if part(column, "align", "") in {"r", "right"} else "",
        "lesser" if part(column, "lesser", False) else "",
        "hide" if part(column, "hide", False) else "",
        "nowrap" if at != 1 and not part(column, "wrap", False) else "",
    ]
    opening = format_html('<td class="{}"', " ".join(c for c in css if c))
    if not part(column, "main", False) and at != 1:
        opening += format_html(' data-l="{}"', part(column, "label", ""))
    return key, opening + ">"


def _row(row: object, columns: Sequence[tuple[str, str]], number: int, bulk: bool) -> str:
    cells, out = part(row, "cells", {}), ["\n<tr>"]
    if bulk:
        box = ""
        if part(row, "selectable", False):
            box = format_html(
                '<input class="form-check-input" type="checkbox" name="ids" value="{}" aria-label="选择第{}行">',
                part(row, "id", ""),
                number,
            )
        out.append(f'<td class="box">{box}</td>')
    for key, opening in columns:
        if key == "clock":
            chip = part(row, "clock", None)
            out.append(f'<td class="time">{clock_chip(chip) if chip else _NOTHING}</td>')
            continue
        text, note = (conditional_escape(line) for line in two_lines(part(cells, key, "")))
        noted = f'<span class="meta">{note}</span>' if note else ""
        if opening:
            out.append(f"{opening}<span>{text}{noted}</span></td>")
        else:
            url = conditional_escape(part(row, "url", ""))
            out.append(f'<td><a class="key" href="{url}">{text}</a>{noted}</td>')
    out.append("</tr>")
    return "".join(out)
