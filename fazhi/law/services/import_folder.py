"""Import texts from a file or a folder: Markdown, Word, plain text, PDF."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from fazhi.law.errors import UnreadableSource
from fazhi.law.services.read_document import SUFFIXES, read_document
from fazhi.law.services.read_lines import digest_of
from fazhi.law.services.read_markdown import SOURCE, read_markdown
from fazhi.law.services.source import Rejected, Report, SourceEdition
from fazhi.law.services.store import ARTICLES_A_BATCH, known_digests, store
from fazhi.law.vocabulary import Outcome

Progress = Callable[[list[Path]], Iterable[Path]]
KINDS = (".md", *SUFFIXES)
# A law of the land is a few megabytes at most; anything beyond is not one and would only fill the memory.
_MOST_BYTES = 64 * 2**20


def import_folder(
    place: Path, *, at: datetime, progress: Progress = iter, batch: int = ARTICLES_A_BATCH
) -> Report:
    """Take in every law below `place`, or the one file it is; unchanged files are not parsed again.

    `progress` wraps the list of files and may draw a bar; `batch` is how many articles are written in one transaction.
    Raises UnreadableSource when nothing is there to read.
    """
    if not place.exists():
        raise UnreadableSource(f"{place} 不存在。")
    place = place.resolve()
    files = (
        sorted(path for path in place.rglob("*") if path.suffix.lower() in KINDS and path.is_file())
        if place.is_dir()
        else [place]
    )
    if not files:
        raise UnreadableSource(f"{place} 中没有可以读取的文件（{'、'.join('*' + kind for kind in KINDS)}）。")
    report = Report(str(place))
    seen = hashlib.sha256()
    editions = _read(progress(files), place if place.is_dir() else place.parent, seen.update, report)
    # The digest of the whole is known only when all has been read.
    store(
        editions,
        source=SOURCE,
        report=report,
        digest=lambda: f"sha256:{seen.hexdigest()}",
        at=at,
        articles_a_batch=batch,
    )
    # Absolute paths are kept; people read them from the folder they named.
    base = f"{place if place.is_dir() else place.parent}/"
    report.rejected = [Rejected(one.where.removeprefix(base), one.why) for one in report.rejected]
    return report


def _read(
    files: Iterable[Path], base: Path, note: Callable[[bytes], None], report: Report
) -> Iterator[SourceEdition | Rejected]:
    known = known_digests(SOURCE)
    for path in files:
        where = str(path)
        try:
            size = path.stat().st_size
            raw = path.read_bytes() if size <= _MOST_BYTES else b""
        except OSError as error:
            report.rejected.append(Rejected(where, f"不能读取：{error.strerror}"))
            continue
        if size > _MOST_BYTES:
            report.rejected.append(Rejected(where, f"文件超过{_MOST_BYTES // 2**20}兆字节，不像一部法规"))
            continue
        digest = digest_of(raw)
        note(digest.encode())
        before = known.get(digest)
        if before is not None and before.outcome == Outcome.REJECTED:
            report.rejected.append(Rejected(where, before.why))
        elif before is not None:
            report.unchanged += 1
        else:
            read = read_markdown if path.suffix.lower() == ".md" else read_document
            yield read(path, raw, where)
