"""Import the seed: once for each digest of its file."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fazhi.law.errors import SeedMissing
from fazhi.law.models import LibraryImport
from fazhi.law.services.fetch_seed import sha256_of
from fazhi.law.services.read_seed import SOURCE, read_seed
from fazhi.law.services.source import READER, Report, SourceEdition
from fazhi.law.services.store import known_digests, store


def import_seed(path: Path, *, at: datetime) -> Report | None:
    """Take in the seed's laws; None when this very file was taken in before by today's readers.

    Raises SeedMissing when the file is not there, UnreadableSource when it is not what it should be.
    """
    if not path.is_file():
        raise SeedMissing(f"没有找到法规库种子 {path}。请先运行 fazhi law fetch。")
    digest = f"sha256:{sha256_of(path)}/{READER}"
    if LibraryImport.objects.filter(digest=digest).exists():
        return None
    report = Report(SOURCE)
    known = known_digests(SOURCE)

    def fresh() -> Iterator[SourceEdition]:
        for edition in read_seed(path):
            if edition.digest in known:
                report.unchanged += 1
            else:
                yield edition

    return store(fresh(), source=SOURCE, report=report, digest=digest, at=at)
