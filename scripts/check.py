"""Everything that must hold beside the tests; all of it runs, so that one look shows all that is wrong."""

import os
import sys
import tempfile

from running import BIN, ROOT, run, sum_up

CHECKS = (
    ("代码规范 ruff", ["ruff", "check"]),
    ("代码格式 ruff format", ["ruff", "format", "--check"]),
    ("类型 mypy", ["mypy"]),
    ("引用约定 import contract", ["lint-imports", "--no-cache"]),
    ("建表并装入法规库", ["fazhi", "site", "prepare", "--without-samples"]),
    ("系统检查 Django", ["fazhi", "django", "check", "--fail-level", "WARNING"]),
    ("迁移齐备 migrations", ["fazhi", "django", "makemigrations", "--check", "--dry-run"]),
    ("程序定义 procedures", ["fazhi", "procedures", "check"]),
    ("家规与文档 house", ["pytest", "-q", "tests/house"]),
)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="fazhi-check-") as home:
        # A house of its own, but the seed of the law library is fetched once.
        law = os.environ.get("FAZHI_LAW_DATA") or str(ROOT / "var" / "law")
        env = {**os.environ, "FAZHI_HOME": home, "FAZHI_LAW_DATA": law}
        env.pop("DATABASE_URL", None)
        parts = [run(title, [str(BIN / command[0]), *command[1:]], env) for title, command in CHECKS]
    return sum_up("make check", parts)


if __name__ == "__main__":
    sys.exit(main())
