"""The law library for other software, open to everybody: laws, editions, articles as of a day, who cites them.

Basis: 《立法法》第六十二条
"""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import AfterValidator, Field, StringConstraints

from fazhi.law import library, selectors
from fazhi.law.cite import ArticleText
from fazhi.law.editions import day_of, law_named
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.models import Article, Edition, Law
from fazhi.law.services import bulk
from fazhi.law.services.export import edition_for, export_edition
from fazhi.law.vocabulary import Level
from fazhi.shell.api import schemas
from fazhi.shell.api.door import visitor
from fazhi.shell.api.reading import is_plain
from fazhi.shell.api.schemas import file_answer, open_answers
from fazhi.shell.api.values import Day, Limit, Wanted, Word
from fazhi.shell.law import answers, finding

router = Router(tags=["法规库"], auth=visitor)


def keepable(value: str) -> str:
    """The text, if a database can keep it. Raises ValueError."""
    if not is_plain(value):
        raise ValueError("含有不能保存的字符。")
    return value


Title = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(keepable)]
"""A law's name: short, full, or one that it is known by."""
Position = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{1,15}$"), Field(description="上一页答复中的 next")
]
ON = "按这一天有效的文本，默认今天"
On = Annotated[Day | None, Field(description=ON)]
Adopted = Annotated[
    Word, Field(description="文本，即通过或者公布的日期，如 2021-01-22；不写则为该日有效的文本")
]
MOST_ARTICLES = 200
MOST_FOUND = 50


def today() -> date:
    """The day of the question."""
    return timezone.localdate(timezone.now())


def address_of(law: LawFacts, number: str, edition: EditionFacts) -> str:
    """The page of an article in an edition."""
    return f"{reverse('law:article', args=[law.key, number])}?edition={day_of(edition)}"


class LawFilter(Schema):
    """Which laws are wanted."""

    q: Annotated[Wanted | None, Field(description="名称中的文字")] = None
    level: Annotated[Level | None, Field(description="效力级别")] = None
    cursor: Annotated[Title | None, Field(description="上一页答复中的 next")] = None
    limit: Limit = 50


@router.get("/law/laws", response=open_answers(schemas.LawPage), operation_id="list_laws", summary="法规目录")
def list_laws(request: HttpRequest, wanted: Annotated[LawFilter, Query()]) -> schemas.LawPage:
    """按名称排列，不需要令牌。"""
    rows = selectors.laws(wanted.q or "", wanted.level.value if wanted.level else "")
    if wanted.cursor:
        rows = rows.filter(key__gt=wanted.cursor)
    found, held = list(rows[: wanted.limit + 1]), library.current().laws
    return schemas.LawPage(
        items=[
            schemas.LawBrief(
                key=law.key, title=law.title, level=law.level, level_title=law.get_level_display(),
                issuer=law.issuer, editions=len(held[law.key].editions), address=reverse("law:law", args=[law.key]),
            )
            for law in found[: wanted.limit]
        ],
        next=found[wanted.limit - 1].key if len(found) > wanted.limit else None,
    )  # fmt: skip


class Question(Schema):
    """What is searched for in the articles."""

    q: Annotated[
        str,
        StringConstraints(min_length=1, max_length=200),
        AfterValidator(keepable),
        Field(description="要找的内容，可以是一句话，也可以是法规名称加条号"),
    ]
    on: On = None
    limit: Annotated[int, Field(ge=1, le=MOST_FOUND, description="最多几条")] = 10


@router.get("/law/search", response=open_answers(schemas.Hits), operation_id="search_law", summary="查找条文")
def search_law(request: HttpRequest, asked: Annotated[Question, Query()]) -> schemas.Hits:
    """按相关程度排列，只找该日有效的文本。"""
    found = finding.find(asked.q, asked.on or today(), asked.limit)
    return schemas.Hits(items=[hit_out(hit) for hit in found])


def hit_out(hit: finding.Hit) -> schemas.HitOut:
    """A hit as it is answered."""
    return schemas.HitOut(
        law=hit.text.short_title, edition=hit.text.adopted_on, article=hit.text.number,
        citation=hit.text.printed, text=hit.text.whole, score=hit.score, address=hit.text.url,
    )  # fmt: skip


class Stock(Schema):
    """Which part of the whole stock is wanted."""

    cursor: Position = "0"
    limit: Annotated[int, Field(ge=1, le=1000, description="每页条数")] = 500


@router.get(
    "/law/articles", response=open_answers(schemas.BulkPage), operation_id="list_articles", summary="全库条文"
)
def list_articles(request: HttpRequest, wanted: Annotated[Stock, Query()]) -> schemas.BulkPage:
    """逐页取得全部文本的全部条文。一次取完的文件见开放数据页 /open-data/。"""
    rows = list(bulk.rows(today(), after=int(wanted.cursor), most=wanted.limit))
    return schemas.BulkPage(
        items=[schemas.BulkRow(**row) for row in rows],
        next=str(rows[-1]["id"]) if len(rows) == wanted.limit else None,
    )


@router.get(
    "/law/laws/{law}",
    response=open_answers(schemas.LawOut),
    operation_id="show_law",
    summary="一部法规及其各文本",
)
def show_law(
    request: HttpRequest, law: Path[Title], on: Annotated[Day | None, Query(description=ON)] = None
) -> schemas.LawOut:
    """名称可以用简称、全称或者别名。"""
    facts, day = law_named(law), on or today()
    return schemas.LawOut(
        key=facts.key, title=facts.title, level=facts.level, level_title=Level(facts.level).label,
        issuer=Law.objects.values_list("issuer", flat=True).get(pk=facts.id), address=reverse("law:law", args=[facts.key]),
        on=day, editions=[edition_out(told) for told in answers.editions(facts, day)],
    )  # fmt: skip


def edition_out(told: answers.EditionTold) -> schemas.EditionOut:
    """An edition as it is answered."""
    return schemas.EditionOut(
        edition=told.facts.adopted_on, effective_on=told.facts.effective_on, repealed_on=told.facts.repealed_on,
        status=told.status.value, status_title=told.status.label, doubt=told.facts.doubt,
    )  # fmt: skip


class EditionWanted(Schema):
    """Which edition is wanted, and from which article on."""

    edition: Adopted = ""
    on: On = None
    cursor: Position = "0"
    limit: Annotated[int, Field(ge=1, le=MOST_ARTICLES, description="每页条数")] = MOST_ARTICLES


@router.get(
    "/law/laws/{law}/text", response=open_answers(schemas.EditionText), operation_id="show_edition",
    summary="一个文本的条文",
)  # fmt: skip
def show_edition(
    request: HttpRequest, law: Path[Title], wanted: Annotated[EditionWanted, Query()]
) -> schemas.EditionText:
    """条文按次序，分页。"""
    facts, day = law_named(law), wanted.on or today()
    edition = edition_for(facts, wanted.edition, day)
    rows = Article.objects.filter(edition_id=edition.id, position__gt=int(wanted.cursor)).order_by("position")
    found = list(rows[: wanted.limit + 1])
    shown = edition_out(answers.EditionTold(facts, edition, edition.status(day)))
    return schemas.EditionText(
        **shown.model_dump(),
        law=facts.key,
        title=facts.title,
        items=[
            schemas.ArticleRow(
                article=row.number, label=row.label, kind=row.kind,
                chapter=[part for part in row.chapter.split("\n") if part], text=row.text,
            )
            for row in found[: wanted.limit]
        ],
        next=str(found[wanted.limit - 1].position) if len(found) > wanted.limit else None,
    )  # fmt: skip


class FileWanted(Schema):
    """Which edition is wanted as a file, and in which form."""

    format: Annotated[
        Literal["akn", "json", "csv"], Field(description="akn 为 Akoma Ntoso 3.0（OASIS LegalDocML）")
    ] = "akn"
    edition: Adopted = ""
    on: On = None


@router.get(
    "/law/laws/{law}/file", response=open_answers(None), operation_id="export_law", summary="一个文本的文件",
    openapi_extra=file_answer("application/akn+xml", "application/json", "text/csv"),
)  # fmt: skip
def export_law(
    request: HttpRequest, law: Path[Title], wanted: Annotated[FileWanted, Query()]
) -> HttpResponse:
    """Akoma Ntoso XML、带款项结构的 JSON，或者 CSV 表格。"""
    facts, day = law_named(law), wanted.on or today()
    edition = Edition.objects.get(pk=edition_for(facts, wanted.edition, day).id)
    made = export_edition(Law.objects.get(pk=facts.id), edition, wanted.format, on=today())
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(made.name)}"
    return response


@router.get(
    "/law/laws/{law}/articles/{article}", response=open_answers(schemas.ArticleOut),
    operation_id="show_article", summary="某一天有效的一条",
)  # fmt: skip
def show_article(
    request: HttpRequest,
    law: Path[Title],
    article: Path[Word],
    on: Annotated[Day | None, Query(description=ON)] = None,
) -> schemas.ArticleOut:
    """条号写作 60、120-1，也可以写作 第六十条第一款第（二）项；写明款、项的只给出该款、项，并附整条。"""
    day = on or today()
    return article_out(answers.article_on(answers.reference(law, article), day), day)


def article_out(found: ArticleText, on: date) -> schemas.ArticleOut:
    """An article as it is answered."""
    return schemas.ArticleOut(
        law=found.short_title, title=found.title, edition=found.adopted_on, effective_on=found.effective_on,
        status=found.status.value, status_title=found.status.label, on=on, article=found.number,
        paragraph=found.ref.paragraph or None, item=found.ref.item or None, citation=found.printed,
        chapter=[part for part in found.chapter.split("\n") if part], lead=found.lead, text=found.text,
        whole=found.whole, address=found.url, doubt=found.doubt,
    )  # fmt: skip


def place_of(law: str, article: str) -> tuple[LawFacts, str]:
    """The law and the number of the article meant. Raises NotHeld, UnreadableCitation."""
    ref = answers.reference(law, article)
    return law_named(ref.law), ref.number


@router.get(
    "/law/laws/{law}/articles/{article}/history", response=open_answers(schemas.HistoryOut),
    operation_id="show_article_history", summary="一条在各文本中的规定",
)  # fmt: skip
def show_article_history(request: HttpRequest, law: Path[Title], article: Path[Word]) -> schemas.HistoryOut:
    """新的在前；按内容对应，条号改变的也列在一起。"""
    facts, number = place_of(law, article)
    return schemas.HistoryOut(
        law=facts.key,
        article=number,
        items=[
            schemas.StoodOut(
                edition=row.edition.facts.adopted_on, effective_on=row.edition.facts.effective_on,
                status=row.edition.status.value, status_title=row.edition.status.label,
                article=row.number or None, label=row.label, text=row.text, change=row.change,
                address=address_of(facts, row.number, row.edition.facts) if row.number else "",
            )
            for row in answers.history(facts, number, today())
        ],
    )  # fmt: skip


@router.get(
    "/law/laws/{law}/articles/{article}/citing", response=open_answers(schemas.CitingOut),
    operation_id="show_citing", summary="谁引用这一条",
)  # fmt: skip
def show_citing(request: HttpRequest, law: Path[Title], article: Path[Word]) -> schemas.CitingOut:
    """程序的阶段、步骤、期限，办理条件，文书，清单，其他法规的条文。"""
    facts, number = place_of(law, article)
    return schemas.CitingOut(
        law=facts.key,
        article=number,
        items=[
            schemas.CitedOut(
                kind=group.kind,
                title=group.title,
                places=[
                    schemas.PlaceOut(citation=f"《{facts.key}》{place.point}", name=place.name, where=place.where, text=place.text)
                    for place in group.places
                ],
            )
            for group in answers.citing(facts, number, today())
        ],
    )  # fmt: skip
