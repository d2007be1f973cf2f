"""Runs the whole suite: on SQLite everything, then on PostgreSQL all that touches a database.

Usage: python scripts/suite.py [arguments for pytest …]
"""

import os
import sys
import tempfile
import time
import xml.etree.ElementTree as ET  # our own report, written a moment ago
from dataclasses import replace
from pathlib import Path

import chromium
import postgres
from running import BIN, Ran, run, sum_up

# Pytest's own code for "no tests were collected".
NO_TESTS = 5
WORKERS = min(4, os.cpu_count() or 1)


def counts(report: Path) -> str:
    """How many tests a JUnit report holds, by outcome; empty when the run ended before it was written."""
    if not report.exists():
        return ""
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - see the import
    if suite is None:
        return ""
    total, bad = (
        int(suite.get("tests", 0)),
        {k: int(suite.get(k, 0)) for k in ("failures", "errors", "skipped")},
    )
    told = [f"{total - sum(bad.values())} passed"] + [f"{n} {kind}" for kind, n in bad.items() if n]
    return ", ".join(told)


def part(title: str, folder: Path, env: dict[str, str], arguments: list[str], *, narrowed: bool) -> Ran:
    """Run pytest once, spread over the cores by file."""
    report = folder / f"{title}.xml"
    spread = ["-n", str(WORKERS), "--dist", "loadfile"]
    command = [str(BIN / "pytest"), "-q", *spread, "--durations=10", f"--junitxml={report}", *arguments]
    # Arguments may narrow one of the two parts down to nothing; the whole suite may not.
    ran = run(f"测试 {title}", command, env, fine=(0, NO_TESTS) if narrowed else (0,))
    return replace(ran, note=counts(report))


def main(arguments: list[str]) -> int:
    started, narrowed = time.monotonic(), bool(arguments)
    env = {**os.environ, "FAZHI_CHROMIUM": chromium.ensure()}
    # The suite makes its own home and chooses its own databases.
    for name in ("DATABASE_URL", "FAZHI_HOME", "DJANGO_SETTINGS_MODULE"):
        env.pop(name, None)
    ready = Ran("准备浏览器", passed=True, seconds=time.monotonic() - started, note=env["FAZHI_CHROMIUM"])
    with tempfile.TemporaryDirectory(prefix="fazhi-suite-") as folder:
        place = Path(folder)
        first = part("SQLite", place, env, arguments, narrowed=narrowed)
        with postgres.throw_away() as url:
            on_postgres = {**env, "DATABASE_URL": url}
            second = part("PostgreSQL", place, on_postgres, ["-m", "not once", *arguments], narrowed=narrowed)
    return sum_up("make test", [ready, first, second])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
