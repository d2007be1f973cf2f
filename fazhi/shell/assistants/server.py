"""What assistants may ask, by the protocol's own library: search, an article as of a day, citations, terms.

Answers are those of the interface under `/api/v1/`. What is not held is said not to be held.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Literal, ParamSpec, TypeVar

import pydantic
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.utils import timezone
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from fazhi.kernel.errors import FazhiError, Incomplete
from fazhi.shell.api import schemas
from fazhi.shell.api.clocks import Term, counted, statutory_out
from fazhi.shell.api.law import MOST_FOUND, article_out, hit_out
from fazhi.shell.api.law_citations import MOST_CHARACTERS, Checking, checked
from fazhi.shell.api.refusals import faults_of
from fazhi.shell.law import answers, finding
from fazhi.shell.law import terms as statutory

P = ParamSpec("P")
T = TypeVar("T")
INSTRUCTIONS = """本服务提供本机所装法规库中的法律、法规条文，以及法定期限的计算。
引用法律前先用 search 或者 article_as_of_day 取得原文，照录 citation 和 text，不要凭记忆写条文。
答复写明法规名称、文本（通过或者公布的日期）、条号、原文和地址；地址是本平台网址之后的路径。
法规库没有收入的，会直接说明没有收入，这不等于该法不存在。写好的文字用 check_citations 核对。
期限用 clock_due 逐日计算，不要自行推算；法定期限的长度和依据用 statutory_terms 查。"""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
Day = Annotated[date | None, Field(description="日期，如 2026-11-22；不填为今天")]


def _answered(work: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """The work done on the thread that holds the rows; a refusal is told to the assistant in its own sentence."""

    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        close_old_connections()
        try:
            return work(*args, **kwargs)
        except Incomplete as error:
            raise ToolError("；".join(fault.sentence for fault in error.faults)) from error
        except pydantic.ValidationError as error:
            faults = faults_of([dict(row) for row in error.errors()])
            raise ToolError("；".join(fault.sentence for fault in faults)) from error
        except FazhiError as error:
            raise ToolError(error.sentence) from error

    return sync_to_async(done, thread_sensitive=True)


def _today(on: date | None) -> date:
    return on or timezone.localdate(timezone.now())


def _search(query: str, on: date | None, limit: int) -> schemas.Hits:
    return schemas.Hits(items=[hit_out(hit) for hit in finding.find(query, _today(on), limit)])


def _article(law: str, article: str, on: date | None) -> schemas.ArticleOut:
    day = _today(on)
    return article_out(answers.article_on(answers.reference(law, article), day), day)


def _terms(words: str, on: date | None) -> schemas.StatutoryTerms:
    day = _today(on)
    found = [
        term
        for term in statutory.terms(day)
        if all(word in f"{term.procedure_title}{term.title}{term.from_day}" for word in words.split())
    ]
    return schemas.StatutoryTerms(on=day, items=[statutory_out(term) for term in found])


def server() -> MCPServer:
    """The server with everything that may be asked of it."""
    made: MCPServer = MCPServer("fazhi", title="法治 法规库", instructions=INSTRUCTIONS)

    @made.tool(
        title="查找条文",
        description="用一句话或者几个词查找现行有效的条文，也可以写法规名称加条号。返回法规、文本、条号、原文、地址。",
        annotations=_READS,
    )
    async def search(
        query: Annotated[str, Field(min_length=1, max_length=200, description="要找的内容")],
        on: Day = None,
        limit: Annotated[int, Field(ge=1, le=MOST_FOUND, description="最多几条")] = 10,
    ) -> schemas.Hits:
        return await _answered(_search)(query, on, limit)

    @made.tool(
        title="某一天有效的条文",
        description="取得一条（可到款、项）在某一天有效的原文。没有收入的法规、该日没有的条，直接说明，不作推测。",
        annotations=_READS,
    )
    async def article_as_of_day(
        law: Annotated[str, Field(min_length=1, max_length=255, description="法规名称，如 行政处罚法")],
        article: Annotated[
            str, Field(max_length=60, description="条号，如 60、120-1、第五十八条第一款第（二）项")
        ],
        on: Day = None,
    ) -> schemas.ArticleOut:
        return await _answered(_article)(law, article, on)

    @made.tool(
        title="核对引用",
        description="找出文字中对法律、法规的每一处引用，核对是否存在、是否有效、所引原文是否相符。",
        annotations=_READS,
    )
    async def check_citations(
        text: Annotated[str, Field(max_length=MOST_CHARACTERS, description="要核对的文字")],
        on: Annotated[
            date | None, Field(description="文字写成之日，按这一天有效的法律核对；不填为今天")
        ] = None,
        own_law: Annotated[str, Field(max_length=60, description="文中“本法”所指的法规")] = "",
    ) -> schemas.CitationsOut:
        def check() -> schemas.CitationsOut:
            asked = {"text": text, "on": on.isoformat() if on else None, "own_law": own_law or None}
            return checked(Checking.model_validate(asked))

        return await _answered(check)()

    @made.tool(
        title="计算期限",
        description="推算期限的最后一日，逐日说明计入与不计入的原因（节假日依已公布的安排）。写长度和单位，或者写程序和期限。",
        annotations=_READS,
    )
    async def clock_due(
        start: Annotated[
            str, Field(max_length=40, description="起始日，不计入，如 2026-09-28；以小时计的写到分，带时区")
        ],
        length: Annotated[int | None, Field(description="期限的长度")] = None,
        unit: Literal["hour", "day", "working_day", "month", "year"] | None = None,
        procedure: Annotated[str, Field(max_length=80, description="程序，见 statutory_terms")] = "",
        clock: Annotated[str, Field(max_length=80, description="程序的期限，见 statutory_terms")] = "",
        extend: Annotated[int, Field(description="延长的长度，单位相同")] = 0,
        pauses: Annotated[
            list[str] | None, Field(description="扣除的期间，如 2026-10-09..2026-10-12")
        ] = None,
    ) -> schemas.DueOut:
        def count() -> schemas.DueOut:
            asked = {
                "start": start, "length": length, "unit": unit, "procedure": procedure, "clock": clock,
                "extend": extend, "pause": pauses or [], "explain": True,
            }  # fmt: skip
            return counted(Term.model_validate(asked))

        return await _answered(count)()

    @made.tool(
        title="法定期限表",
        description="本平台各程序的法定期限：长度、单位、从哪一天起算、依据的条文。可以用词筛选，如 听证、送达。",
        annotations=_READS,
    )
    async def statutory_terms(
        words: Annotated[str, Field(max_length=60, description="筛选的词，用空格隔开；不填为全部")] = "",
        on: Day = None,
    ) -> schemas.StatutoryTerms:
        return await _answered(_terms)(words, on)

    return made


def run() -> None:
    """Serve on standard input and output until the asker leaves."""
    server().run("stdio")
