"""One expression over the exported facts, run by the embedded engine or by a cluster: the answers are the same.

The expression is built with ibis and knows no engine. DuckDB reads the Parquet files in this process; Spark reads them
with a local master, or the master that the installation has set for it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.kernel.errors import BrokenFile
from fazhi.measures.declaring import Measure
from fazhi.measures.exporting import PART, NotInstalled

ENGINES = ("duckdb", "spark")
TABLE = "facts"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the answer: a region's month. Whole numbers, as they are kept: matters, days, 分."""

    region: str
    month: str
    numerator: int
    denominator: int


def expression(table: Any, key: str) -> Any:
    """The measure by region and month: numerators and denominators summed, each for itself."""
    rows = table.filter(table.measure == key)
    told = rows.group_by(["region", "month"]).aggregate(
        numerator=rows.numerator.sum(), denominator=rows.denominator.sum()
    )
    return told.order_by(["region", "month"])


def analyse(one: Measure, folder: Path, engine: str) -> list[Line]:
    """Run the expression over what was exported into the folder.

    Raises BrokenFile when nothing was exported there, NotInstalled when the engine is missing.
    """
    if next(folder.glob(f"month=*/region=*/{PART}"), None) is None:
        raise BrokenFile(f"{folder} 里没有导出的数据，请先运行 fazhi measures export {folder}。")
    opened = _duckdb if engine == "duckdb" else _spark
    with opened(folder) as table:
        frame = expression(table, one.key).execute()
    return [
        Line(str(row.region), str(row.month), int(row.numerator), int(row.denominator))
        for row in frame.itertuples(index=False)
    ]


def sql(key: str, folder: Path) -> str:
    """The expression as SQL of the embedded engine, to be read. Raises as `analyse` does."""
    import_ibis()
    import ibis

    with _duckdb(folder) as table:
        return str(ibis.to_sql(expression(table, key)))


def import_ibis() -> None:
    """Raises NotInstalled without the parts that analysis needs."""
    try:
        import duckdb  # noqa: F401  asked whether it is there
        import ibis  # noqa: F401
    except ImportError as error:
        raise NotInstalled("分析需要安装分析组件：pip install 'fazhi[analytics]'。") from error


@contextmanager
def _duckdb(folder: Path) -> Iterator[Any]:
    import_ibis()
    import ibis

    connection = ibis.duckdb.connect()
    try:
        pattern = str(folder / "month=*" / "region=*" / PART)
        # Codes of regions and months are texts; left to itself the engine would read numbers and dates from the paths.
        yield connection.read_parquet(
            pattern,
            table_name=TABLE,
            hive_partitioning=True,
            hive_types_autocast=False,
        )
    finally:
        connection.disconnect()


@contextmanager
def _spark(folder: Path) -> Iterator[Any]:
    import_ibis()
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise NotInstalled("集群引擎需要安装：pip install 'fazhi[cluster]'。") from error
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise NotInstalled("集群引擎需要 Java 17 运行环境，本机没有找到 java。")
    import ibis

    session = (
        SparkSession.builder.appName("fazhi")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        connection = ibis.pyspark.connect(session)
        session.read.parquet(str(folder)).createOrReplaceTempView(TABLE)
        yield connection.table(TABLE)
    finally:
        session.stop()
