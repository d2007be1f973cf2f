"""Citations in a text, found and held against the law library."""

from collections import Counter
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from fazhi.law.citing import Citation, find_citations
from fazhi.shell.api import schemas
from fazhi.shell.api.door import visitor
from fazhi.shell.api.law import keepable, today
from fazhi.shell.api.reading import read
from fazhi.shell.api.schemas import json_body, open_answers
from fazhi.shell.api.values import Day, Wanted

router = Router(tags=["法规库"], auth=visitor)
MOST_CHARACTERS = 200_000
"""Of one text; more is checked by `fazhi law cite`, which has no such bound."""


class Checking(Schema):
    """The text to be checked."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str,
        StringConstraints(max_length=MOST_CHARACTERS),
        AfterValidator(keepable),
        Field(description=f"要核对的文字，最多{MOST_CHARACTERS}个字符"),
    ]
    on: Annotated[Day | None, Field(description="文字写成之日，按这一天有效的法律核对；默认今天")] = None
    own_law: Annotated[Wanted | None, Field(description="文中“本法”“本条例”所指的法规")] = None


@router.post(
    "/law/citations/check",
    response=open_answers(schemas.CitationsOut, 413, 415),
    operation_id="check_citations",
    summary="核对引用",
    openapi_extra=json_body(Checking),
)
def check_citations(request: HttpRequest) -> schemas.CitationsOut:
    """每一处引用是否存在、是否仍然有效；同时引了原文的，与条文比对。"""
    sent, _ = read(request, Checking)
    return checked(sent)


def checked(sent: Checking) -> schemas.CitationsOut:
    """Every citation of the text with its standing on the day."""
    now = today()
    on = sent.on or now
    found = find_citations(sent.text, on=on, own_law=sent.own_law, today=now)
    return schemas.CitationsOut(
        on=on,
        counts=dict(Counter(str(row.status.value) for row in found)),
        items=[citation_out(row) for row in found],
    )


def citation_out(row: Citation) -> schemas.CitationOut:
    """One citation as it is answered."""
    return schemas.CitationOut(**row.as_json(), status_title=row.status.label)
