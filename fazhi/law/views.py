"""Pages of the law library. They are public: the law is.

Basis: 《立法法》第六十二条
"""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.law import cite, library, selectors
from fazhi.law.article_history import history_of
from fazhi.law.cited_by import cited_by
from fazhi.law.contents import WHOLE_UP_TO, divisions, line
from fazhi.law.errors import UnreadableCitation
from fazhi.law.models import Article, Edition, Law
from fazhi.law.vocabulary import EditionStatus, Existence, Level

PAGE = 50
# What a library that stands still may be kept for by a browser: an import shows within these seconds.
CARD_SECONDS = 300


def _day(request: HttpRequest) -> date:
    """The day asked for, else today; a day that is none counts as not asked for."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


@require_safe
def law_list(request: HttpRequest) -> HttpResponse:
    """Laws by title, and articles that hold the words searched for."""
    words = request.GET.get("q", "").strip()[:80]
    level = request.GET.get("level", "")
    if level not in Level.values:
        level = ""
    after = request.GET.get("after", "")
    day = _day(request)
    named = selectors.laws(words, level)
    rows = list((named.filter(key__gt=after) if after else named)[: PAGE + 1])
    more = (
        f"?{urlencode({'q': words, 'level': level, 'after': rows[PAGE - 1].key})}" if len(rows) > PAGE else ""
    )
    hits = selectors.search(words, day) if words and not after else None
    return render(
        request,
        "law/law_list.html",
        {
            "words": words,
            "level": level,
            "levels": Level.choices,
            "laws": rows[:PAGE],
            "pager": {"prev": "", "next": more},
            "total_text": f"每页{PAGE}部",
            "hits": hits,
            "cited": selectors.cited_in(words, day),
        },
    )


@require_safe
def law_detail(request: HttpRequest, name: str) -> HttpResponse:
    """A law in one edition: divisions and articles; long laws one division at a time."""
    law = law_or_404(name)
    day = _day(request)
    editions = selectors.editions(law)
    edition = _edition(request, law, editions, day)
    articles = selectors.articles(edition)
    shown = None
    if len(articles) > WHOLE_UP_TO:
        asked = request.GET.get("part", "1")
        shown = int(asked) if asked.isdecimal() else 1
    parts = divisions(articles, shown)
    if shown is not None and not 1 <= shown <= len(parts):
        raise Http404
    context = _frame(law, editions, edition, day) | {
        "parts": parts,
        "shown": shown,
        "next_part": parts[shown] if shown is not None and shown < len(parts) else None,
    }
    return render(request, "law/law_detail.html", context)


@require_safe
def article_detail(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """One article in one edition, and what it was in the others."""
    law = law_or_404(name)
    day = _day(request)
    editions = selectors.editions(law)
    edition = _edition(request, law, editions, day)
    article = get_object_or_404(Article, edition=edition, number=number)
    before, after = selectors.neighbours(article)
    return render(
        request,
        "law/article_detail.html",
        _frame(law, editions, edition, day)
        | {
            "article": article,
            "line": line(article),
            "before": before,
            "after": after,
            "here": article.number,
            "past": history_of(law.key, edition.pk, number, day),
            "number": article.number,
            "cited_by": cited_by(law.key, article.number, day),
        },
    )


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The fragment that opens over a citation; it says so itself when there is nothing to show."""
    try:
        shown = selectors.article_card(request.GET.get("ref", ""), _day(request))
    except UnreadableCitation as error:
        return render(request, "law/_article_card.html", {"why": error.sentence}, status=error.status)
    answer = render(request, "law/_article_card.html", {"card": shown, "in_force": EditionStatus.IN_FORCE})
    answer["Cache-Control"] = f"private, max-age={CARD_SECONDS}"
    return answer


@require_safe
def cited(request: HttpRequest) -> HttpResponse:
    """Where a citation's link leads: to the article, to the law, or to a page that says why there is none."""
    given = request.GET.get("ref", "")
    day = _day(request)
    try:
        ref = cite.as_ref(given)
    except UnreadableCitation as error:
        return render(
            request, "law/not_held.html", {"label": given, "why": error.sentence}, status=error.status
        )
    if found := cite.nearest(ref.article, day):
        return HttpResponseRedirect(found.url)
    law = selectors.law_cited(ref)
    answer = cite.exists(ref, day)
    if law is not None and answer is Existence.EXISTS:
        return HttpResponseRedirect(reverse("law:law", args=[law]))
    context = {"label": cite.label(ref), "why": f"{answer.label}。", "law": law, "day": day}
    return render(request, "law/not_held.html", context, status=404)


def law_or_404(name: str) -> Law:
    """The law an address names: by key, by another name that is its alone, or by its number in this library.

    Raises Http404.
    """
    found = library.current().law(name)
    if found is None and not name.isdecimal():
        raise Http404
    return get_object_or_404(Law, pk=found.id if found else int(name))


def _edition(request: HttpRequest, law: Law, editions: list[Edition], day: date) -> Edition:
    asked = request.GET.get("edition", "")
    if asked:
        chosen = next((e for e in editions if asked in (str(e.pk), e.adopted_on.isoformat())), None)
    else:
        chosen = selectors.edition_shown(law, editions, day)
    if chosen is None:
        raise Http404
    return chosen


def _frame(law: Law, editions: list[Edition], edition: Edition, day: date) -> dict[str, object]:
    return {
        "law": law,
        "edition": edition,
        "standing": selectors.standing(law.key, edition.pk, day),
        "in_force": EditionStatus.IN_FORCE,
        "editions": [(e, selectors.standing(law.key, e.pk, day)) for e in editions]
        if len(editions) > 1
        else [],
        "edition_query": f"?edition={edition.adopted_on.isoformat()}",
        "older": next((e for e in editions if e.adopted_on < edition.adopted_on), None),
        "doubts": edition.doubt.split("\n") if edition.doubt else [],
    }
