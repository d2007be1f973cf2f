"""What has been done to this home already, so that it is not done twice.

A stamp is a small file in FAZHI_HOME/stamps that holds a digest of what the step was done with: code, data, and the
database it was done to. Another digest, another database or no file: the step is done again. Every step may be run
twice, so a lost stamp costs time only.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection


def of_files(files: Iterable[Path], root: Path) -> str:
    """A digest of the names (relative to `root` where they lie below it) and contents of files, in any order."""
    total = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(root) if path.is_relative_to(root) else path
        total.update(f"{name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def of_words(*words: str) -> str:
    """A digest of a few words, such as versions."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def of_database() -> str:
    """A mark of the database in use: another one, or one made anew, has another mark; empty when there is none yet."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        file = Path(name)
        return of_words(str(file.resolve()), str(file.stat().st_ino)) if file.exists() else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid, (SELECT system_identifier FROM pg_control_system()) FROM pg_database WHERE datname = %s",
            [name],
        )
        return of_words(name, *map(str, cursor.fetchone()))


def _place(key: str) -> Path:
    return Path(settings.FAZHI_HOME) / "stamps" / key


def stands(key: str, digest: str) -> bool:
    """Whether the step was done with exactly this."""
    place = _place(key)
    return place.exists() and place.read_text(encoding="utf-8") == digest


def put(key: str, digest: str) -> None:
    """Remember that the step was done with this."""
    place = _place(key)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(digest, encoding="utf-8")
