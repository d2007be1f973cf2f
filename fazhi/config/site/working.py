"""The duties that nobody clicks for: sweeping clocks, sending messages, keeping the search in step, the daily checkpoint of the ledger."""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from types import FrameType

from django.db import connections
from django.utils import timezone

from fazhi.ledger.models import Checkpoint
from fazhi.ledger.services import checkpoint

logger = logging.getLogger(__name__)
TICK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do every so many seconds: a function of the moment, named by where it lives.

    Each may be done twice: whether there is anything to do is seen in the rows, not in the memory of this process.
    """

    title: str
    room: str
    function: str
    every_seconds: int

    def do(self, now: datetime) -> None:
        """Do it, as of this moment."""
        getattr(import_module(self.room), self.function)(now)


def checkpoint_of_the_day(now: datetime) -> None:
    """Make a checkpoint of the ledger unless one was made today."""
    last = Checkpoint.objects.order_by("-n").first()
    if last is None or timezone.localdate(last.made_at) < timezone.localdate(now):
        checkpoint.make(now)


DUTIES = (
    Duty("消息投递", "fazhi.notices.outbox", "deliver", 30),
    Duty("期限巡查", "fazhi.procedures.sweep", "sweep", 60),
    Duty("更新检索索引", "fazhi.search.sources", "keep", 60),
    Duty("清理上传残留", "fazhi.archive.services.tidy", "tidy", 3600),
    Duty("每日存证", "fazhi.config.site.working", "checkpoint_of_the_day", 600),
)


@dataclass
class _Stop:
    """Whether somebody asked to stop; a duty that has begun is finished first."""

    asked: bool = False
    parent: int = field(default_factory=os.getppid)

    def hear(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True

    @property
    def now(self) -> bool:
        # Whoever started us is gone: nobody would stop us any more.
        return self.asked or os.getppid() != self.parent


def do_apart(duty: Duty, now: datetime) -> bool:
    """Do a duty in a process of its own, so that one that fails stops none of the others; whether it was done."""
    connections.close_all()
    child = multiprocessing.get_context("fork").Process(target=_do, args=(duty, now), name=duty.title)
    child.start()
    child.join()
    if child.exitcode:
        logger.error("%s没有完成（%s），下一次再做。", duty.title, child.exitcode)
    return child.exitcode == 0


def _do(duty: Duty, now: datetime) -> None:
    # A duty that has begun is finished, also when everything is being stopped.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    duty.do(now)
    connections.close_all()


def work(
    duties: Sequence[Duty] = DUTIES, *, once: bool, clock: Callable[[], datetime] = timezone.now
) -> list[str]:
    """Do the duties, each at its interval, until asked to stop, or `once`; give the titles of those that failed last.

    1. Each duty that is due is done in a process of its own, with the moment of its start.
    2. A failure is logged, and the duty is done again at its next time.
    3. SIGTERM and SIGINT end the loop after the duty in hand.
    """
    stop = _Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop.hear)
    due = dict.fromkeys(duties, 0.0)
    failed: dict[str, bool] = {}
    while not stop.now:
        for duty, at in due.items():
            if stop.now or time.monotonic() < at:
                continue
            failed[duty.title] = not do_apart(duty, clock())
            due[duty] = time.monotonic() + duty.every_seconds
        if once:
            break
        time.sleep(TICK_SECONDS)
    return [title for title, bad in failed.items() if bad]
