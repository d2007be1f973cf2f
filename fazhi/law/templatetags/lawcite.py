"""Citations in pages.

    {% cite "行政处罚法#60" %}            {% cite ref on=day text="第六十条" %}
    {{ "《行政处罚法》第六十条"|linkcite }}   {{ basis|linkcite:day }}

Each becomes a link that leads to the article without script and opens its card with it. No query is made here.
"""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fazhi.law.reference import Ref, as_ref, find, label

register = template.Library()


def link(ref: Ref, text: str, on: date | None) -> SafeString:
    """A citation as a link under the words `text`."""
    query = urlencode({"ref": str(ref)} | ({"on": on.isoformat()} if on else {}))
    return format_html(
        '<a class="fz-art" href="{}?{}" data-card="{}?{}">{}</a>',
        reverse("law:cited"),
        query,
        reverse("law:card"),
        query,
        text,
    )


@register.simple_tag
def cite(ref: str | Ref, on: date | None = None, text: str = "") -> SafeString:
    """A citation as a link; `on` is the day whose law governs, today when left out; `text` overrides what is printed.

    Raises UnreadableCitation: a wrong citation in a template is a fault of ours and must not go unseen.
    """
    place = as_ref(ref)
    return link(place, text or label(place), on)


@register.filter
def linkcite(text: object, on: date | None = None) -> SafeString:
    """A printed text with every citation in it a link; the rest is escaped."""
    if text is None:
        return mark_safe("")
    source = str(text)
    made: list[SafeString] = []
    position = 0
    for found in find(source):
        made.append(format_html("{}", source[position : found.start]))
        made.append(link(found.ref, source[found.start : found.end], on))
        position = found.end
    made.append(format_html("{}", source[position:]))
    return mark_safe("".join(made))  # noqa: S308 - every part was escaped by format_html
