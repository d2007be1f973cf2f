"""Children that can be killed: made from this warmed-up process, each with a database connection of its own."""

import os
import sys
import time
import traceback
from collections.abc import Callable
from signal import SIGKILL

from django.db import connection, connections


def forked(work: Callable[[], object]) -> int:
    """Start a child that does the work and ends with code 0, or 1 if the work raised. Gives its process id.

    Connections are closed first: parent and child must not share one.
    """
    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        if code:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(code)


def ended(child: int) -> int:
    """Wait for the child; its exit code, negative for the signal that ended it."""
    _, status = os.waitpid(child, 0)
    _gone()
    return os.waitstatus_to_exitcode(status)


def killed(child: int, after: float) -> bool:
    """Kill the child some seconds from now as `kill -9` does; False when it had ended before."""
    time.sleep(after)
    os.kill(child, SIGKILL)
    return ended(child) == -SIGKILL


def cut_off(child: int, after: float) -> bool:
    """End the child's connection on the server some seconds from now; True when the child did not survive it.

    A file has no server: there the child is killed.
    """
    if connection.vendor != "postgresql":
        return killed(child, after)
    time.sleep(after)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    return ended(child) == 1


def _gone() -> None:
    """Wait until the server has noticed as well, and has rolled back; a file needs no noticing."""
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.005)
    raise AssertionError("the server keeps a connection of a process that is gone")
