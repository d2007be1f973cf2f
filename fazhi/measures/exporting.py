"""Facts of measures as Parquet: one row for each matter that a measure counts, by month and region."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.kernel.errors import FazhiError
from fazhi.measures.counting import facts
from fazhi.measures.declaring import Measure
from fazhi.people.models import Region

BATCH = 50_000
PART = "part-0.parquet"


class NotInstalled(FazhiError):
    """What analysis needs is not installed."""

    status, code = 409, "not_installed"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    files: int
    rows: int


def export(wanted: Iterable[Measure], folder: Path, as_of: date) -> Exported:
    """Write the facts as `month=YYYY-MM/region=CODE/part-0.parquet`. What stands is told as of the day given.

    Each file is written whole and then put in its place; files of months that hold nothing any more are taken away.
    Raises NotInstalled without pyarrow.
    """
    arrow, parquet = needed()
    schema = arrow.schema(
        [
            ("measure", arrow.string()),
            ("matter", arrow.string()),
            ("procedure", arrow.string()),
            ("organ", arrow.string()),
            ("region_path", arrow.string()),
            ("day", arrow.date32()),
            ("numerator", arrow.int64()),
            ("denominator", arrow.int64()),
        ]
    )
    codes = dict(Region.objects.values_list("path", "code"))
    parts: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    count = 0
    for one in wanted:
        for matter, procedure, organ, path, day, numerator, denominator in facts(one, None, as_of):
            place = (f"{day:%Y-%m}", codes[path])
            parts[place].append(
                (one.key, str(matter), procedure, str(organ), path, day, numerator, denominator)
            )
            count += 1
    written = set()
    for (month, code), rows in parts.items():
        target = folder / f"month={month}" / f"region={code}" / PART
        target.parent.mkdir(parents=True, exist_ok=True)
        columns = list(zip(*sorted(rows), strict=True))
        table = arrow.Table.from_arrays(
            [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)],
            schema=schema,
        )
        fresh = target.with_suffix(".new")
        parquet.write_table(table, fresh, compression="zstd", row_group_size=BATCH)
        fresh.replace(target)
        written.add(target)
    for old in folder.glob(f"month=*/region=*/{PART}"):
        if old not in written:
            old.unlink()
    return Exported(len(written), count)


def needed() -> tuple[Any, Any]:
    """pyarrow and its Parquet. Raises NotInstalled."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise NotInstalled("导出 Parquet 需要安装分析组件：pip install 'fazhi[analytics]'。") from error
    return pyarrow, parquet
