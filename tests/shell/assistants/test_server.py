"""Assistants ask over standard input and output, through the protocol's own client, of a platform that really runs."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from fazhi.config.commands import mcp as command
from tests.shell.law.conftest import law

__all__ = ["law"]
COMMAND = Path(sys.executable).with_name("fazhi")
Ask = Callable[[str, dict[str, Any]], Awaitable[Any]]


@pytest.fixture
def home(law: object, tmp_path: Path) -> Path:
    """A home of its own with the rows that this test sees, which no other process would."""
    connection.ensure_connection()
    source = connection.connection
    assert isinstance(source, sqlite3.Connection)
    place = tmp_path / "home"
    place.mkdir()
    copy = sqlite3.connect(place / "fazhi.sqlite3")
    # A backup would wait for ever for the transaction that this test stands in.
    copy.executescript("\n".join(source.iterdump()))
    copy.close()
    return place


def talked(home: Path, talk: Callable[[Client, Ask], Awaitable[None]]) -> None:
    """Start the command, talk with it, and let it go."""
    env = {**os.environ, "FAZHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    env.pop("DATABASE_URL", None)
    server = StdioServerParameters(command=str(COMMAND), args=["mcp"], env=env)

    async def run() -> None:
        async with Client(server) as client:

            async def ask(name: str, given: dict[str, Any]) -> Any:
                return await client.call_tool(name, given)

            await talk(client, ask)

    # In a thread: where a browser was driven before, this one has a running loop already.
    with ThreadPoolExecutor(1) as alone:
        alone.submit(lambda: asyncio.run(asyncio.wait_for(run(), timeout=120))).result()


@pytest.mark.once
def test_an_assistant_gets_law_as_it_stands_and_nothing_else(home: Path) -> None:
    async def talk(client: Client, ask: Ask) -> None:
        offered = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(offered) == {
            "search", "article_as_of_day", "check_citations", "clock_due", "statutory_terms",
        }  # fmt: skip
        for tool in offered.values():
            assert any("一" <= char <= "鿿" for char in tool.description or ""), tool.name
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint

        told = await ask("article_as_of_day", {"law": "测试法", "article": "第三条", "on": "2026-11-22"})
        assert not told.is_error
        article = told.structured_content
        assert (article["law"], article["edition"], article["article"]) == ("测试法", "2019-03-01", "3")
        assert "二十日内办结" in article["text"]
        assert article["address"].startswith("/law/")

        # What is not there is said not to be there.
        for given, said in (
            ({"law": "测试法", "article": "99"}, "没有此条"),
            ({"law": "无此法", "article": "1"}, "没有收入"),
            ({"law": "测试法", "article": "第九条", "on": "2027-01-02"}, "没有此条"),
            ({"law": "测试法", "article": "条"}, "不是可以识别的引用"),
        ):
            refused = await ask("article_as_of_day", given)
            assert refused.is_error
            assert said in refused.content[0].text

        found = await ask("search", {"query": "复核", "on": "2026-11-22"})
        assert {hit["citation"] for hit in found.structured_content["items"]} == {
            "《测试法》第六条", "《测试法》第九条",
        }  # fmt: skip

        checked = await ask("check_citations", {"text": "《测试法》第三条、第九十九条", "on": "2026-11-22"})
        assert [row["status"] for row in checked.structured_content["items"]] == ["ok", "no_such_article"]

        due = await ask("clock_due", {"start": "2026-09-28", "length": 7, "unit": "working_day"})
        assert due.structured_content["due"] == "2026-10-13"
        assert any("国庆" in day["why"] for day in due.structured_content["days"])
        bad = await ask("clock_due", {"start": "2026-02-30", "length": 7, "unit": "day"})
        assert bad.is_error
        assert "不是有这一天的日期" in bad.content[0].text
        terms = await ask("statutory_terms", {"words": "听证", "on": "2026-11-22"})
        rows = terms.structured_content["items"]
        assert ("enforcement.hearing", "notice", 7) in {
            (t["procedure"], t["clock"], t["length"]) for t in rows
        }
        notice = {"start": "2026-12-28", "procedure": "enforcement.hearing", "clock": "notice"}
        assert (await ask("clock_due", notice)).structured_content["due"] == "2026-12-16"

    talked(home, talk)


def test_without_the_package_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PACKAGE", "a_package_that_nobody_has")
    from argparse import Namespace

    assert command._serve(Namespace()) == 1
    told = capsys.readouterr()
    assert "pip install 'fazhi[mcp]'" in told.err
    assert told.out == "", "standard output belongs to the protocol"
