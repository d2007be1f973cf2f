"""Service of papers: who serves, what failed, on which day it took effect."""

from datetime import timedelta
from typing import Any

from fazhi.domains.enforcement.models import ServiceOfPaper
from fazhi.domains.enforcement.vocabulary import ServiceWay
from fazhi.kernel.acts import Act


def begin_service(row: ServiceOfPaper, act: Act, do: Any) -> None:
    """The handler of the case serves, where there is one. The paper belongs to the matter above."""
    row.paper_of = do.matter.parent_id
    for person in act.matter.roles.get("parent.handler", ())[:1]:
        do.assign("server", person)


def record_attempt(row: ServiceOfPaper, act: Act, do: Any) -> None:
    """One more attempt that failed. Basis: 《民事诉讼法》第九十五条第二款（应当在案卷中记明原因和经过）"""
    row.attempts += 1
    line = f"{act.day:%Y年%-m月%-d日}{act.doer.name}：{act.form['attempt_note']}"
    row.attempts_note = f"{row.attempts_note}\n{line}".strip()


def record_service(row: ServiceOfPaper, act: Act, do: Any) -> None:
    """Who served; way and day stand in the form's columns."""
    row.server_name = act.doer.name


def announce_service(row: ServiceOfPaper, act: Act, do: Any) -> None:
    """The announcement goes out today. Basis: 《民事诉讼法》第九十五条第一款"""
    row.announced_on, row.server_name = act.day, act.doer.name


def deem_served(row: ServiceOfPaper, act: Act, do: Any) -> None:
    """Served on the day after the thirty days: the reading that gives the party more time (unverified).

    Basis: 《民事诉讼法》第九十五条第一款（自发出公告之日起，经过三十日，即视为送达）
    """
    due_on = act.matter.clocks["announcement"].due_on
    row.way = ServiceWay.ANNOUNCEMENT.value
    row.served_on = due_on + timedelta(days=1) if due_on else act.day
