"""Serving pages and doing the daily duties, as two processes that live and end together."""

import errno
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from fazhi.kernel.errors import FazhiError

PATIENCE_SECONDS = 60
FAREWELL_SECONDS = 15
# A worker process that keeps ending is started again, but not in a hurry.
RESTART_SECONDS = 10


class PortTaken(FazhiError):
    """The address cannot be listened at."""

    status, code = 409, "port_taken"


@dataclass(frozen=True, slots=True)
class Address:
    """Where pages are served."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def check(self) -> None:
        """Raise PortTaken, with a sentence that says what to do, when it cannot be listened at."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise PortTaken(self._why(error)) from error

    def _why(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"端口 {self.port} 已被另一个程序占用。请先停止那个程序，"
                f"或者换一个端口：PORT={self.port + 1} make run。"
            )
        if error.errno == errno.EACCES:
            return f"没有权限使用端口 {self.port}。请用 1024 以上的端口：PORT=8000 make run。"
        return f"不能在 {self.host}:{self.port} 提供服务：{error.strerror}。"


def _server(address: Address, workers: int, threads: int) -> list[str]:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return [
        sys.executable, "-m", "gunicorn", "fazhi.config.wsgi:application", "--preload",
        "--bind", f"{host}:{address.port}", "--workers", str(workers),
        "--worker-class", "gthread", "--threads", str(threads),
        "--timeout", "120", "--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip


def _duties() -> list[str]:
    return [sys.executable, "-m", "fazhi.config.command", "site", "work"]


class Stopped(Exception):
    """Somebody asked the platform to stop."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def serve(
    address: Address, *, workers: int, threads: int, ready: Callable[[], None], say: Callable[[str], None]
) -> int:
    """Serve until asked to stop; give the exit code.

    1. The address is tried first, so that a port in use is told in a sentence.
    2. The server and the process of daily duties start in sessions of their own: only this process hears Ctrl-C.
    3. `ready` is called once the server answers.
    4. When the server ends, everything ends with its code. The duties are started again if they end.
    5. On Ctrl-C, SIGTERM or SIGHUP both are asked to finish what they are doing, and after a while made to.
    """
    address.check()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    running: list[subprocess.Popen[bytes]] = []
    try:
        server = _start(running, _server(address, workers, threads))
        if not _answers(address, server):
            return server.poll() or 1
        duties = _start(running, _duties())
        ready()
        while server.poll() is None:
            if duties.poll() is not None:
                say(f"定时任务已退出（{duties.returncode}），{RESTART_SECONDS} 秒后重新启动。")
                time.sleep(RESTART_SECONDS)
                running.remove(duties)
                duties = _start(running, _duties())
            time.sleep(1)
        say(f"服务已退出（{server.returncode}）。")
        return server.returncode or 0
    except Stopped:
        return 0
    finally:
        _end(running)


def _start(running: list[subprocess.Popen[bytes]], command: Sequence[str]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own
    running.append(process)
    return process


def _answers(address: Address, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server takes connections; False when it ended or takes too long."""
    host = address.url.split("//")[1].rsplit(":", 1)[0].strip("[]")
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if probe.connect_ex((host, address.port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in running:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + FAREWELL_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
