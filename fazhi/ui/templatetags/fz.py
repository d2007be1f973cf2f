"""Tags and filters of the page components: `{% load fz %}`.

Tags:
    {% clock chip %}                     the clock chip; with small=True without its link
    {% table_rows columns rows bulk clock_last %}     the body of a table
    {% day_strip days today title start %}     the strip of days of a clock's sum
    {% field f %}                        one form field by its type, with label, help, unit, source, error
    {% pictogram kind gap %}             the picture that stands for a piece of evidence
Filters, each for the value before it:
    zh_date, zh_date:"full", zh_date:today    11月30日; 2026年11月30日; with the year when it is not today's
    zh_time, zh_moment, zh_weekday            9:05; 2026年11月18日 10:42; 星期三
    yuan                                      138,600.00元
    basis                                     a citation, linked to its article
    masked                                    hidden spots of a published text as grey chips
    part:key                                  one part of a mapping or an object
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.template import Context, engines
from django.utils.html import conditional_escape, escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from fazhi.ui import drawings, tables, wording
from fazhi.ui.specimens import SHEET

register = template.Library()

register.filter("zh_date", wording.day_text)
register.filter("zh_time", wording.time_text)
register.filter("zh_moment", wording.moment_text)
register.filter("zh_weekday", wording.weekday_text)
register.filter("yuan", wording.yuan_text)
register.filter("iso", wording.iso_text)
register.filter("part", drawings.part)

# A run of blocks, or the words of masking in turtle-shell brackets, stands where something was hidden.
_MASK = re.compile(r"[█■▇]+|〔(已隐去|[^〔〕\d]{0,12}隐去)〕")


@register.simple_tag
def clock(chip: object, small: bool = False) -> SafeString:
    """The clock chip. Inputs: see `tables.clock_chip`."""
    return tables.clock_chip(chip, small=bool(small))


@register.simple_tag
def table_rows(
    columns: Sequence[object], rows: Sequence[object], bulk: object, clock_last: object
) -> SafeString:
    """The body of a table. Inputs: see ui/_table.html."""
    return tables.table_rows(columns or (), rows or (), bulk=bool(bulk), clock_last=bool(clock_last))


@register.simple_tag
def day_strip(
    days: Sequence[object] | None, today: date | None = None, title: str = "", start: date | None = None
) -> SafeString:
    """The strip of days; empty when there are no days to draw."""
    return drawings.day_strip(days or (), wording.as_day(today), title, wording.as_day(start))


@register.simple_tag
def pictogram(kind: str = "document", gap: object = None) -> SafeString:
    """The picture that stands for a piece of evidence."""
    return drawings.pictogram(kind or "document", gap=bool(gap))


_SHORT = 6


@register.inclusion_tag("ui/_field.html", takes_context=True)
def field(context: Context, f: object) -> dict[str, object]:
    """One form field. Inputs: see ui/_field.html."""
    kind = str(drawings.part(f, "type", "text") or "text")
    value = drawings.part(f, "value")
    choices = [(str(key), text) for key, text in (drawings.part(f, "choices") or ())]
    chosen = (
        {str(v) for v in value}
        if isinstance(value, (list, tuple, set))
        else {str(value)}
        if value not in (None, "")
        else set()
    )
    control = {
        "longtext": "area", "choices": "boxes", "persons": "boxes", "bool": "bool", "file": "files", "files": "files",
        "person": "select", "choice": "radios" if 0 < len(choices) <= _SHORT else "select",
    }.get(kind, "line")  # fmt: skip
    return {
        "f": f,
        "id": f"f-{drawings.part(f, 'name')}",
        "kind": kind,
        "control": control,
        "options": [{"value": key, "text": text, "on": key in chosen} for key, text in choices],
        "text": wording.iso_text(value, kind)
        if kind in {"date", "datetime"}
        else ""
        if value is None
        else value,
        "on": value is True or str(value).lower() in {"true", "1", "on"},
        "required": bool(drawings.part(f, "required")),
        "most": drawings.part(f, "max_mb") or context.get("max_mb") or 50,
        "long_list": len(choices) > _SHORT * 2,
    }


@register.simple_tag
def specimens() -> dict[str, Any]:
    """What the component sheet shows."""
    return SHEET


@register.filter
def basis(text: object) -> SafeString:
    """A citation as printed, each article linked to the law library where one stands on the floors above.

    The law library is not ours to import: its filter is asked for by name, and without it the text stands as it is.
    """
    if not text:
        return mark_safe("")
    if isinstance(text, SafeString):
        return text
    engine = engines["django"].engine  # type: ignore[attr-defined]
    library = engine.template_libraries.get("lawcite")
    link = library.filters.get("linkcite") if library else None
    if link is None:
        return format_html('<span class="fz-art">{}</span>', text)
    return conditional_escape(link(str(text)))


@register.filter
def masked(text: object) -> SafeString:
    """A published text with its hidden spots as grey chips: runs of █, or 〔已隐去〕."""
    out = _MASK.sub(lambda m: f'<span class="fz-masked">{m.group(1) or "已隐去"}</span>', escape(text or ""))
    return mark_safe(out)  # noqa: S308 - escaped above


@register.filter
def paragraphs(text: object) -> SafeString:
    """Plain text as paragraphs."""
    return mark_safe(linebreaks(str(text or ""), autoescape=True))  # noqa: S308 - escaped by linebreaks
