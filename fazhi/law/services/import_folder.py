"""Import Markdown texts from a file or a folder."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from fazhi.law.errors import UnreadableSource
from fazhi.law.models import Edition
from fazhi.law.services.read_markdown import SOURCE, digest_of, read_markdown
from fazhi.law.services.source import Rejected, Report, SourceEdition
from fazhi.law.services.store import store

Progress = Callable[[list[Path]], Iterable[Path]]


def import_folder(place: Path, *, at: datetime, progress: Progress = iter) -> Report:
    """Take in every Markdown law below `place`, or the one file it is; unchanged files are not parsed again.

    `progress` wraps the list of files and may draw a bar. Raises UnreadableSource when nothing is there to read.
    """
    if not place.exists():
        raise UnreadableSource(f"{place} 不存在。")
    files = sorted(place.rglob("*.md")) if place.is_dir() else [place]
    if not files:
        raise UnreadableSource(f"{place} 中没有 Markdown 文件（*.md）。")
    base = place if place.is_dir() else place.parent
    report = Report(str(place))
    known = set(Edition.objects.filter(source=SOURCE).values_list("digest", flat=True))
    seen = hashlib.sha256()
    editions = _read(progress(files), base, known, seen.update, report)
    return store(editions, report=report, digest=f"sha256:{seen.hexdigest()}", at=at)


def _read(
    files: Iterable[Path], base: Path, known: set[str], note: Callable[[bytes], None], report: Report
) -> Iterator[SourceEdition]:
    for path in files:
        where = str(path.relative_to(base))
        raw = path.read_bytes()
        digest = digest_of(raw)
        note(digest.encode())
        if digest in known:
            report.unchanged += 1
            continue
        found = read_markdown(path, raw, where)
        if isinstance(found, Rejected):
            report.rejected.append(found)
        else:
            yield found
