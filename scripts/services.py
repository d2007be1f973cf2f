"""Starts what a developer may want beside the platform: PostgreSQL (from pip) and a Chromium."""

import os
import tempfile
from pathlib import Path

import chromium
import postgres


def main() -> None:
    # Run as root, PostgreSQL works as a user of its own, who must be able to reach the folder.
    home = Path(os.environ.get("FAZHI_HOME") or Path(tempfile.gettempdir()) / f"fazhi-services-{os.getuid()}")
    home.mkdir(parents=True, exist_ok=True)
    print("浏览器 Chromium：", chromium.ensure(), flush=True)
    url, stop = postgres.lasting((home / "postgres").resolve())
    print(f"数据库 {postgres.version()}，数据在 {home / 'postgres'}")
    print(f"  停止：{stop}")
    print("在 PostgreSQL 上运行：")
    print(f"  export DATABASE_URL='{url}'")
    print("  make run")


if __name__ == "__main__":
    main()
