"""Runs a list of commands one after the other, times them, and sums up."""

import shlex
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True)
class Ran:
    """One command that was run: its title, whether it passed, its seconds, and a short note."""

    title: str
    passed: bool
    seconds: float
    note: str = ""


def run(title: str, command: Sequence[str], env: Mapping[str, str], *, fine: Sequence[int] = (0,)) -> Ran:
    """Run one command with its output shown; nothing is ever asked of the keyboard. `fine` exit codes pass."""
    print(f"\n── {title}\n   {shlex.join(command)}", flush=True)
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, check=False)
    return Ran(title, done.returncode in fine, time.monotonic() - started)


def sum_up(heading: str, parts: Sequence[Ran]) -> int:
    """Print one line a part and a verdict; give the exit code."""
    print(f"\n══ {heading}")
    for part in parts:
        note = f"  {part.note}" if part.note else ""
        print(f"   {'passed' if part.passed else 'FAILED'}  {part.seconds:7.1f} s  {part.title}{note}")
    failed = [part.title for part in parts if not part.passed]
    total = sum(part.seconds for part in parts)
    if failed:
        print(f"   未通过（{total:.0f} 秒）：{'、'.join(failed)}", flush=True)
        return 1
    print(f"   全部通过，用时 {total:.0f} 秒 · all passed", flush=True)
    return 0
