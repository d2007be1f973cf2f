"""Import the seed: once for each digest of its file."""

from datetime import datetime
from pathlib import Path

from fazhi.law.errors import SeedMissing
from fazhi.law.models import LibraryImport
from fazhi.law.services.fetch_seed import sha256_of
from fazhi.law.services.read_seed import SOURCE, read_seed
from fazhi.law.services.source import Report
from fazhi.law.services.store import store


def import_seed(path: Path, *, at: datetime) -> Report | None:
    """Take in the seed's laws; None when this very file was taken in before.

    Raises SeedMissing when the file is not there, UnreadableSource when it is not what it should be.
    """
    if not path.is_file():
        raise SeedMissing(f"没有找到法规库种子 {path}。请先运行 fazhi law fetch。")
    digest = f"sha256:{sha256_of(path)}"
    if LibraryImport.objects.filter(digest=digest).exists():
        return None
    return store(read_seed(path), report=Report(SOURCE), digest=digest, at=at)
