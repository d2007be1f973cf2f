"""Every back end that this run can try: the embedded one always, the cluster where the suite runs on PostgreSQL."""

from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest
from django.conf import settings
from django.db import connection

from fazhi.search.cluster import ClusterIndex
from fazhi.search.embedded import EmbeddedIndex
from fazhi.search.index import Collection, Entry, Field, Index

THINGS = Collection(
    "things",
    "示例",
    fields=(Field("text"), Field("name", words=0.2, grams=0.3)),
    facets=("kind", "year"),
    marks=("number",),
    numbers=("weight",),
)
ENTRIES = (
    Entry(
        1,
        {"text": "借款人应当按照约定的期限返还借款。", "name": "借款办法"},
        {"kind": ("law",), "year": ("2021",)},
        {"number": ("甲1号",)},
        {"weight": 3},
        group=10,
        starts=20210101,
        shown={"title": "借款办法"},
    ),
    Entry(
        2,
        {"text": "房屋的承租人应当按照约定的期限支付租金。", "name": "租赁办法"},
        {"kind": ("law",), "year": ("2019",)},
        group=10,
        starts=20190101,
        ends=20200101,
        shown={"title": "租赁办法"},
    ),
    Entry(
        3,
        {"text": "借款合同采用书面形式，自然人之间借款另有约定的除外。", "name": "合同规定"},
        {"kind": ("rule",), "year": ("2021",)},
        group=20,
        starts=20300101,
        shown={"title": "合同规定"},
    ),
    Entry(
        4,
        {"text": "行政机关应当对借款案件的当事人保密。", "name": "内部规定"},
        {"kind": ("rule",), "year": ("2020",)},
        scopes=("organ:7", "region:/15/"),
        shown={"title": "内部规定"},
    ),
)


def cluster_address() -> str:
    """Where the suite's own PostgreSQL is."""
    from psycopg.conninfo import make_conninfo

    given = connection.settings_dict
    return make_conninfo(
        dbname=given["NAME"],
        user=given["USER"],
        password=given["PASSWORD"],
        host=given["HOST"],
        port=given["PORT"],
    )


BACK_ENDS = ["embedded"]
if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
    BACK_ENDS.append("cluster")


def opened(back_end: str, home: Path, collection: Collection) -> Index:
    """An index of that kind, which need not have been made."""
    return (
        EmbeddedIndex(home, collection)
        if back_end == "embedded"
        else ClusterIndex(cluster_address(), collection)
    )


@pytest.fixture(params=BACK_ENDS)
def bare(request: pytest.FixtureRequest, tmp_path: Path, db: None) -> Index:
    """An index that nothing has been put into; each test has a collection of its own."""
    return opened(request.param, tmp_path, replace(THINGS, key=f"t{crc32(request.node.name.encode())}"))


@pytest.fixture
def index(bare: Index) -> Index:
    """An index with the four entries."""
    bare.rebuild(ENTRIES, stamp="first", manifest={"10": "a", "20": "b"})
    return bare
