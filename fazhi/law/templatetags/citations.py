"""Citations in any text of a page, found and checked: {{ report.text|citations }}, {{ text|citations:day }}.

Each that stands is a link that leads to the article without script and opens its card with it; one that does not stand is
marked with the reason. A text is read up to a length and a number of citations; what follows is shown as it is.
"""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fazhi.law.citing import Citation, Status, find_citations
from fazhi.law.reference import WHOLE, Ref
from fazhi.law.templatetags.lawcite import link
from fazhi.law.titles import short_title

register = template.Library()

READ_MOST = 20_000
LINKED_MOST = 400
_WRONG = (Status.NO_SUCH_LAW, Status.NO_SUCH_ARTICLE, Status.NO_SUCH_ITEM)


@register.filter(name="citations")
def mark(text: object, on: date | None = None) -> SafeString:
    """The text with its citations as links; everything else is escaped. `on` is the day whose law governs."""
    return _linked("" if text is None else str(text), on, None)


@register.simple_tag
def cited_text(text: object, own_law: str, on: date | None = None) -> SafeString:
    """The text of a law with its citations as links, 本法 and a bare 第五条 being of that law."""
    return _linked(str(text), on, own_law)


def _linked(source: str, on: date | None, own_law: str | None) -> SafeString:
    made: list[SafeString] = []
    position = 0
    for found in find_citations(source[:READ_MOST], on=on, own_law=own_law)[: LINKED_MOST * 4]:
        # The articles of a range share their place; the first of them is linked.
        if found.start < position or len(made) > LINKED_MOST * 2:
            continue
        made.append(format_html("{}", source[position : found.start]))
        made.append(_marked(found, source[found.start : found.end], on))
        position = found.end
    made.append(format_html("{}", source[position:]))
    return mark_safe("".join(made))  # noqa: S308 - every part was escaped by format_html


def _marked(found: Citation, text: str, on: date | None) -> SafeString:
    if found.status in _WRONG:
        return format_html('<abbr class="fz-art-wrong" title="{}">{}</abbr>', found.status.label, text)
    if found.law_id is None:
        return format_html("{}", text)
    paragraph, item, sub = (int(part or 0) for part in (found.paragraph, found.item, found.sub))
    return link(Ref(short_title(found.law), found.article or WHOLE, paragraph, item, sub), text, on)
