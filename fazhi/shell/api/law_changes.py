"""Two editions of a law, article by article."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from fazhi.law.services.export import edition_named, law_named
from fazhi.shell.api import schemas
from fazhi.shell.api.door import visitor
from fazhi.shell.api.law import Title, today
from fazhi.shell.api.schemas import open_answers
from fazhi.shell.api.values import Word
from fazhi.shell.law.impact import texts
from fazhi.shell.law.pairing import Fate, pairs

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
    """逐条列出修改、条号改变、新增和删除；条号改变的按内容对应。"""
    facts, day = law_named(law), today()
    old, new = edition_named(facts, wanted.old, day), edition_named(facts, wanted.new, day)
    found = pairs(texts(old), texts(new))
    counts = {fate.value: sum(pair.fate is fate for pair in found) for fate in Fate}
    return schemas.ComparisonOut(
        law=facts.key,
        old=old.adopted_on,
        new=new.adopted_on,
        counts=counts,
        items=[
            schemas.ChangeOut(
                fate=pair.fate.value, fate_title=pair.fate.label, old_article=pair.old or None,
                new_article=pair.new or None, old_text=pair.old_text or None, new_text=pair.new_text or None,
            )
            for pair in found
            if wanted.all or pair.fate is not Fate.SAME
        ],
    )  # fmt: skip
