"""Questions to the law library that pages and commands ask.

Search is plain: every word must stand in a title, or in an article's text (SQL LIKE, no ranking by meaning). It reads
every article, which takes some tenths of a second on a library of 200,000.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from fazhi.law import cite, library
from fazhi.law.errors import UnreadableCitation
from fazhi.law.models import Article, Doubt, Edition, Law
from fazhi.law.vocabulary import EditionStatus, Existence

SNIPPET = 60
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words searched for, with the characters around the first of them."""

    law_id: int
    edition_id: int
    short_title: str
    number: str
    label: str
    before: str
    word: str
    after: str

    @property
    def snippet(self) -> str:
        """The words around the find as one line."""
        return f"{self.before}{self.word}{self.after}"


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: laws by title, articles by text; `is_cut` when there are more articles than shown."""

    laws: list[Law]
    articles: list[Hit]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What the hover card shows; `article` is None when the library cannot show the text, `why` then says why."""

    label: str
    article: cite.ArticleText | None
    why: str = ""

    @property
    def edition(self) -> str:
        """The edition in words: 2021年1月22日文本，2021年7月15日施行."""
        if self.article is None:
            return ""
        text = f"{chinese_day(self.article.adopted_on)}文本"
        if self.article.effective_on:
            text += f"，{chinese_day(self.article.effective_on)}施行"
        return text


def chinese_day(day: date) -> str:
    """2021年7月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def article_card(ref: str | cite.Ref, on: date) -> Card:
    """The card of a citation on a day: the text in force, else the nearest one with its standing.

    Raises UnreadableCitation.
    """
    ref = cite.as_ref(ref)
    found = cite.nearest(ref, on)
    if found is not None:
        return Card(cite.label(ref), found)
    answer = cite.exists(ref, on)
    return Card(
        cite.label(ref), None, "引用的是整部法规。" if answer is Existence.EXISTS else f"{answer.label}。"
    )


def laws(words: str = "", level: str = "") -> QuerySet[Law]:
    """Laws whose title holds every word, of a level when given, with the number of editions held."""
    named = Law.objects.annotate(edition_count=Count("editions")).order_by("key")
    for word in words.split():
        named = named.filter(title__icontains=word)
    return named.filter(level=level) if level else named


def editions(law: Law) -> list[Edition]:
    """The law's editions, newest first."""
    return list(law.editions.order_by("-starts_on", "-adopted_on"))


def articles(edition: Edition) -> list[Article]:
    """The edition's articles in order."""
    return list(edition.articles.order_by("position"))


def doubts(*, law: int | None = None, kind: str = "") -> QuerySet[Doubt]:
    """What is uncertain in the library, by kind, of one law or of all."""
    rows = Doubt.objects.select_related("edition__law").order_by(
        "kind", "edition__law__key", "edition__adopted_on"
    )
    if law is not None:
        rows = rows.filter(edition__law_id=law)
    return rows.filter(kind=kind) if kind else rows


def standing(law_key: str, edition_id: int, on: date) -> EditionStatus | None:
    """How an edition stands on a day; None when the library does not hold it."""
    law = library.current().law(law_key)
    return next((e.status(on) for e in law.editions if e.id == edition_id), None) if law else None


def edition_shown(law: Law, held: list[Edition], on: date) -> Edition | None:
    """The edition a reader sees who asks for none: the one in force on the day, else the nearest."""
    facts = library.current().law(law.key)
    nearest = facts.edition_nearest(on) if facts else None
    return next((edition for edition in held if nearest and edition.pk == nearest.id), None)


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after in the same edition."""
    around = article.edition.articles.filter(position__in=[article.position - 1, article.position + 1])
    by_position = {row.position: row for row in around.only("id", "position", "number", "label")}
    return by_position.get(article.position - 1), by_position.get(article.position + 1)


def law_cited(ref: cite.Ref) -> str | None:
    """Key of the law a citation names; None when the library does not hold it."""
    facts = library.current().law(ref.law)
    return facts.key if facts else None


def cited_in(words: str, on: date) -> cite.ArticleText | None:
    """The article meant when the words searched for are a citation themselves."""
    if "#" not in words and "第" not in words:
        return None
    try:
        return cite.nearest(words if "#" in words or "《" in words else _bare(words), on)
    except UnreadableCitation:
        return None


def _bare(words: str) -> str:
    """行政处罚法第六十条 as 《行政处罚法》第六十条: what people type."""
    title, _, point = words.replace(" ", "").partition("第")
    return f"《{title}》第{point}"


def search(words: str, on: date, *, limit: int = 20) -> Hits:
    """Laws and articles that hold every word, in texts in force on the day `on`; a citation finds its article."""
    wanted = words.split()
    if not wanted:
        return Hits([], [])
    held = library.current()
    by_title = Q()
    by_text = Q()
    for word in wanted:
        by_title &= Q(title__icontains=word)
        by_text &= Q(text__contains=word)
    found = list(Law.objects.filter(by_title).order_by("key")[:limit])
    # Older editions hold the same words again; those not in force are passed over, hence more rows than asked for.
    rows = (
        Article.objects.filter(by_text)
        .values_list("edition_id", "edition__law_id", "edition__law__key", "number", "label", "text")
        .order_by("id")[: limit * _CANDIDATES]
    )
    hits: list[Hit] = []
    for edition_id, law_id, key, number, label, text in rows:
        law = held.law(key)
        edition = law.edition_on(on) if law else None
        if edition is not None and edition.id == edition_id:
            hits.append(_hit(law_id, edition_id, key, number, label, text, wanted[0]))
    return Hits(found, hits[:limit], len(hits) > limit)


def _hit(law_id: int, edition_id: int, key: str, number: str, label: str, text: str, word: str) -> Hit:
    at = text.index(word)
    start, end = max(0, at - SNIPPET // 2), at + len(word) + SNIPPET
    before = ("…" if start else "") + text[start:at].replace("\n", " ")
    after = text[at + len(word) : end].replace("\n", " ") + ("…" if end < len(text) else "")
    return Hit(law_id, edition_id, key, number, label, before, word, after)
