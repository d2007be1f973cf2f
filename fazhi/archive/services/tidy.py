"""Clear away what a power cut or a broken-off upload has left."""

from datetime import datetime, timedelta
from pathlib import Path

from fazhi.archive import shelves
from fazhi.archive.models import Blob

GRACE = timedelta(hours=24)
"""What is younger may still belong to an act that is under way."""


def tidy(at: datetime) -> list[Path]:
    """Remove unfinished files and files that no row knows, older than a day; give what was removed.

    1. Files in `arriving`: their upload broke off.
    2. Files in their place without a row: the act that brought them was rolled back.
    May be run at any time and twice. Nothing that a row refers to is touched.
    """
    before = (at - GRACE).timestamp()
    removed = [path for path in shelves.arriving().iterdir() if _remove_if_old(path, before)]
    for folder in sorted(shelves.root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")):
        old = {path.name: path for path in folder.iterdir() if path.stat().st_mtime < before}
        known = Blob.objects.filter(
            digest__in=[f"{a}:{name}" for name in old for a in ("sm3", "sha256")], erased_at=None
        )
        kept = {digest.partition(":")[2] for digest in known.values_list("digest", flat=True)}
        removed += [path for name, path in old.items() if name not in kept and _remove_if_old(path, before)]
    return removed


def _remove_if_old(path: Path, before: float) -> bool:
    if path.stat().st_mtime >= before:
        return False
    path.unlink(missing_ok=True)
    return True
