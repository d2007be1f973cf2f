"""Two editions of a law, article by article."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from fazhi.law import comparing
from fazhi.law.editions import law_named
from fazhi.law.services.export import edition_for
from fazhi.law.vocabulary import Change
from fazhi.shell.api import schemas
from fazhi.shell.api.door import visitor
from fazhi.shell.api.law import Title, today
from fazhi.shell.api.schemas import open_answers
from fazhi.shell.api.values import Word

router = Router(tags=["法规库"], auth=visitor)


class Editions(Schema):
    """Which two editions are compared."""

    old: Annotated[Word, Field(description="旧文本通过或者公布的日期")]
    new: Annotated[Word, Field(description="新文本通过或者公布的日期；不写则为今天有效的文本")] = ""
    all: Annotated[bool, Field(description="没有变化的条文也列出")] = False


@router.get(
    "/law/laws/{law}/compare",
    response=open_answers(schemas.ComparisonOut),
    operation_id="compare_editions",
    summary="比较两个文本",
)
def compare_editions(
    request: HttpRequest, law: Path[Title], wanted: Annotated[Editions, Query()]
) -> schemas.ComparisonOut:
    """逐条列出修改、移位、新增和删去；条号改变的按内容对应。"""
    facts, day = law_named(law), today()
    old, new = edition_for(facts, wanted.old, day), edition_for(facts, wanted.new, day)
    found = comparing.compare_editions(old.id, new.id)
    return schemas.ComparisonOut(
        law=facts.key,
        old=old.adopted_on,
        new=new.adopted_on,
        counts={change.value: sum(pair.change is change for pair in found) for change in Change},
        items=[
            schemas.ChangeOut(
                change=str(pair.change.value), change_title=str(pair.change.label), is_reworded=pair.is_changed,
                old_article=pair.old.number if pair.old else None,
                new_article=pair.new.number if pair.new else None,
                old_text=pair.old.text if pair.old else None, new_text=pair.new.text if pair.new else None,
            )
            for pair in found
            if wanted.all or pair.change is not Change.SAME
        ],
    )  # fmt: skip
