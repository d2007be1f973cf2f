"""The search page of the law library, for the office and for the public: the law is public.

Basis: 《立法法》第六十二条
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.law.vocabulary import EditionStatus, Level
from fazhi.search.errors import IndexMissing
from fazhi.search.lexical import Row
from fazhi.search.passages import Piece, Sought, passage
from fazhi.search.ranking import Answer, counts, like, rank
from fazhi.search.standing import WINDOWS, status

PAGE = 20
MOST_TYPED = 400
MOST_VALUES = 12
LONGEST_VALUE = 255
STANDINGS = {"in_force": "现行有效", "future": "尚未施行", "ended": "已修改或者废止", "all": "全部"}
FACETS = {"level": "级别", "organ": "制定机关", "region": "地域", "year": "公布年份"}
EXAMPLES = (
    "借钱不还怎么办",
    "行政处罚法60条",
    "没有签劳动合同能要双倍工资吗",
    "行政复议法",
    "国务院令第711号",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A find as the page shows it."""

    row: Row
    url: str
    status: str
    pieces: list[Piece]
    like_url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many there are, and the address with it chosen, or with it given up."""

    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for."""

    text: str
    on: date
    standing: str
    filters: Mapping[str, Sequence[str]]
    like: int

    @classmethod
    def of(cls, request: HttpRequest, today: date) -> "_Asked":
        """What cannot be read counts as not asked for."""
        try:
            on = date.fromisoformat(request.GET.get("on", ""))
        except ValueError:
            on = today
        standing = request.GET.get("status", "")
        number = request.GET.get("like", "")
        given = {name: request.GET.get(name, "")[:LONGEST_VALUE] for name in FACETS}
        return cls(
            request.GET.get("q", "").strip()[:MOST_TYPED],
            on,
            standing if standing in WINDOWS else "in_force",
            {name: (value,) for name, value in given.items() if value},
            int(number) if number.isdecimal() and len(number) < 18 else 0,
        )

    def address(self, **changed: str) -> str:
        """The page's address with some of what is asked changed; an empty value is left out."""
        wanted = {"q": self.text, **{name: values[0] for name, values in self.filters.items()}}
        wanted |= {"status": self.standing if self.standing != "in_force" else ""} | changed
        return "?" + urlencode({name: value for name, value in wanted.items() if value})


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """Articles that answer a question, with facets; a question that names an article or a law shows it first."""
    today = timezone.localdate()
    asked = _Asked.of(request, today)
    home = Path(settings.FAZHI_HOME)
    context: dict[str, object] = {
        "asked": asked,
        "is_today": asked.on == today,
        "examples": [(text, "?" + urlencode({"q": text})) for text in EXAMPLES],
        "standings": [(value, label, asked.address(status=value)) for value, label in STANDINGS.items()],
    }
    if asked.text or asked.like:
        try:
            context |= _answered(home, asked, today)
        except IndexMissing as missing:
            context["why"] = missing.sentence
    return render(request, "search/articles.html", context)


def _answered(home: Path, asked: _Asked, today: date) -> dict[str, object]:
    window = WINDOWS[asked.standing]
    if asked.like:
        return {"answer": None, "hits": _near(home, asked, today), "is_like": True}
    answer = rank(home, asked.text, asked.on, limit=PAGE, filters=asked.filters, window=window)
    counted = counts(home, answer, asked.on, asked.filters, window)
    sought = Sought.of(answer.text)
    return {
        "answer": answer,
        "laws": [(row, _url("law:law", [row.short], asked.on, today)) for row in answer.laws],
        "hits": [_shown(found.row, sought, asked, today) for found in answer.found],
        "total": counted.total,
        "facets": [
            (FACETS[name], choices)
            for name in FACETS
            if (choices := _choices(asked, name, counted.facets.get(name, ())))
        ],
        "notes": _notes(answer),
    }


def _near(home: Path, asked: _Asked, today: date) -> list[Shown]:
    sought = Sought.of(asked.text)
    return [_shown(found.row, sought, asked, today) for found in like(home, asked.like, asked.on, limit=PAGE)]


def _notes(answer: Answer) -> list[str]:
    notes = [f"“{typed}”也按“{meant}”查找。" for typed, meant in answer.slips]
    if answer.phrases:
        notes.append(f"只列含有{'、'.join(f'“{phrase}”' for phrase in answer.phrases)}原文的条文。")
    if answer.everyday:
        pairs = "、".join(f"{word}（{meant}）" for word, meant in answer.everyday[:6])
        notes.append(f"同时查找法律中的说法：{pairs}。")
    if answer.was_cut:
        notes.append("问题过长，只按开头部分查找。")
    return notes


def _choices(asked: _Asked, name: str, values: Sequence[tuple[str, int]]) -> list[Choice]:
    chosen = set(asked.filters.get(name, ()))
    labels = dict(Level.choices) if name == "level" else {}
    ordered = sorted(values, reverse=True) if name == "year" else values
    return [
        Choice(
            labels.get(value, value),
            count,
            value in chosen,
            asked.address(**{name: "" if value in chosen else value}),
        )
        for value, count in ordered[:MOST_VALUES]
    ]


def _shown(row: Row, sought: Sought, asked: _Asked, today: date) -> Shown:
    on = asked.on if asked.standing == "in_force" else today
    standing = EditionStatus(status(row, asked.on))
    return Shown(
        row,
        _url("law:article", [row.short, row.article], on, today),
        "" if standing is EditionStatus.IN_FORCE else standing.label,
        passage(row.text, sought),
        asked.address(like=str(row.key)),
    )


def _url(name: str, parts: list[str], on: date, today: date) -> str:
    address = reverse(name, args=parts)
    return address if on == today else f"{address}?{urlencode({'on': on.isoformat()})}"
