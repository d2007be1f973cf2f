"""The site as it is started: a port in use, the first answer, and the end of all its processes together."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from fazhi.config.site.serving import Address, PortTaken

pytestmark = pytest.mark.once
PATIENCE = 60


@pytest.fixture
def taken() -> "socket.socket":
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "fazhi.config.command", *words]


def test_a_port_in_use_is_told_in_a_sentence(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    with pytest.raises(PortTaken, match=f"端口 {port} 已被另一个程序占用.*PORT={port + 1}"):
        Address("127.0.0.1", port).check()


def test_a_free_port_is_fine() -> None:
    Address("127.0.0.1", free_port()).check()


@pytest.mark.parametrize(
    ("host", "url"), [("127.0.0.1", "http://127.0.0.1:8000/"), ("0.0.0.0", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/")]
)  # fmt: skip
def test_the_address_is_one_that_a_browser_understands(host: str, url: str) -> None:
    assert Address(host, 8000).url == url


def test_the_site_serves_and_ends_with_all_its_processes(tmp_path: Path) -> None:
    env = {**os.environ, "FAZHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    env.pop("DATABASE_URL", None)
    subprocess.run(command("django", "migrate", "--verbosity", "0"), env=env, check=True)
    subprocess.run(command("django", "collectstatic", "--noinput", "--verbosity", "0"), env=env, check=True)
    port = free_port()
    with subprocess.Popen(
        command("site", "serve", "--port", str(port)),
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as site:
        assert site.stdout is not None
        said = ""
        try:
            while "法治平台已启动" not in said and (line := site.stdout.readline()):
                said += line
            assert f"http://127.0.0.1:{port}/" in said, said
            with urlopen(f"http://127.0.0.1:{port}/login/", timeout=PATIENCE) as page:
                assert page.status == 200
            children = _children(site.pid)
            assert len(children) == 2
        finally:
            site.send_signal(signal.SIGINT)
        assert site.wait(PATIENCE) == 0
    until = time.monotonic() + PATIENCE
    while any(_lives(child) for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [child for child in children if _lives(child)]


def _children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()
