"""Pages on editions: two compared, which text governed an act, what is doubtful. Public, as the law is.

Basis: 《立法法》第六十二条
"""

from collections import Counter
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.law import library, selectors
from fazhi.law.comparing import compare_editions
from fazhi.law.editions import day_of, two_editions
from fazhi.law.errors import NoSuchEdition, UnreadableCitation
from fazhi.law.governing import governing
from fazhi.law.vocabulary import Change, DoubtKind

# As many articles as a page shows of a comparison; the rest is a page further on.
PAGE = 60
DOUBTS = 100


@require_safe
def compare(request: HttpRequest, name: str) -> HttpResponse:
    """Two editions side by side, article by article; unchanged articles only when asked for."""
    from fazhi.law.views import law_or_404

    law = law_or_404(name)
    facts = library.current().law(law.key)
    context: dict[str, object] = {"law": law, "editions": facts.editions[::-1] if facts else ()}
    try:
        if facts is None:
            raise NoSuchEdition(law.key, "", [])
        old, new = two_editions(facts, request.GET.get("from", ""), request.GET.get("to", ""))
    except NoSuchEdition as error:
        return render(request, "law/compare.html", context | {"why": error.sentence}, status=404)
    pairs = compare_editions(old.id, new.id)
    counts = Counter(pair.change for pair in pairs)
    only = request.GET.get("only", "")
    only = only if only in Change.values else ""
    chosen = [p for p in pairs if (p.change == only if only else p.change is not Change.SAME)]
    asked = request.GET.get("page", "1")
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(max(int(asked), 1), pages) if asked.isdecimal() else 1
    context |= {
        "old": old,
        "new": new,
        "from": day_of(old),
        "to": day_of(new),
        "counts": [(change, counts[change]) for change in Change],
        "only": only,
        "pairs": chosen[(page - 1) * PAGE : page * PAGE],
        "page": page,
        "pages": pages,
    }
    return render(request, "law/compare.html", context)


@require_safe
def governing_page(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """The article on the day of the act and on the day of the decision; the officer decides.

    The number in the address is that of the newer text, which the reader came from, unless `by=act` is said.
    """
    from fazhi.law.views import law_or_404

    law = law_or_404(name)
    today = timezone.localdate()
    act, decided = _day(request, "act"), _day(request, "decided") or today
    by_act = request.GET.get("by") == "act"
    context: dict[str, object] = {
        "law": law,
        "number": number,
        "act": act,
        "decided": decided,
        "by_act": by_act,
    }
    if act:
        try:
            context["found"] = governing(
                f"{law.key}#{number}", act, decided, numbered_by="act" if by_act else "decided"
            )
        except UnreadableCitation as error:
            return render(request, "law/governing.html", context | {"why": error.sentence}, status=404)
    return render(request, "law/governing.html", context)


@require_safe
def doubts(request: HttpRequest) -> HttpResponse:
    """What is uncertain in the library, by kind."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in DoubtKind.values else ""
    counts = Counter(selectors.doubts().order_by().values_list("kind", flat=True))
    kinds = [(DoubtKind(value), counts[value]) for value in DoubtKind.values if counts[value]]
    asked = request.GET.get("page", "1")
    page = max(int(asked), 1) if asked.isdecimal() else 1
    rows = list(selectors.doubts(kind=kind)[(page - 1) * DOUBTS : page * DOUBTS + 1])
    context = {
        "kinds": kinds,
        "kind": kind,
        "total": counts.total(),
        "rows": rows[:DOUBTS],
        "page": page,
        "has_more": len(rows) > DOUBTS,
    }
    return render(request, "law/doubts.html", context)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
