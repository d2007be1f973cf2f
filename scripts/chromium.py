"""Finds a Chromium for the browser tests, or installs Debian's.

The tests drive the browser of the machine: a browser that a test tool downloads by itself is not to be had everywhere.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CURE = """浏览器测试需要 Chromium，这台机器上没有，也不能自动安装。请任选一种办法：
  Debian / Ubuntu：以 root 身份运行 apt-get install chromium
  其他系统：安装 Chromium 或 Chrome，并用 FAZHI_CHROMIUM=/路径/chromium 指明
The browser tests need Chromium and it cannot be installed from here: install it (on Debian, `apt-get install
chromium` as root), or name one with FAZHI_CHROMIUM=/path/to/chromium."""


def find() -> str | None:
    """The path of a Chromium: FAZHI_CHROMIUM, else the first known name on PATH."""
    if named := os.environ.get("FAZHI_CHROMIUM"):
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _as_root() -> list[str] | None:
    """What to put before a command so that it runs as root, or None when that cannot be."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def ensure() -> str:
    """The path of a Chromium, installed from Debian's packages if need be; ends the program when there is none."""
    if path := find():
        return path
    root = _as_root()
    if os.environ.get("FAZHI_CHROMIUM") or root is None or not shutil.which("apt-get"):
        sys.exit(CURE)
    print("   安装 Chromium（apt-get），约一两分钟 …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            [*root, "apt-get", "-qq", *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.stderr.write(done.stdout[-3000:])
            sys.exit(CURE)
    return find() or sys.exit(CURE)


if __name__ == "__main__":
    print(ensure())
