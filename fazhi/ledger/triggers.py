"""The database's own refusal to change or remove what was recorded, for both databases.

Against the owner of the tables, who could drop a trigger as well, this is a bolt and no wall: what an owner does is
found by `fazhi ledger verify` and by checkpoints kept elsewhere.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("ledger_event", "ledger_checkpoint", "ledger_checkpointleaf")
REFUSAL = "存证记录不得修改或者删除"


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE, DELETE and TRUNCATE (which SQLite does not know) on the ledger's tables. May be called twice."""
    _run(connection, _POSTGRESQL_INSTALL if connection.vendor == "postgresql" else _SQLITE_INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away: the reverse of the migration, and what a test must do before it flushes SQLite."""
    _run(connection, _POSTGRESQL_REMOVE if connection.vendor == "postgresql" else _SQLITE_REMOVE)


def _sqlite_names() -> Iterator[tuple[str, str, str]]:
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            yield f"{table}_no_{verb.lower()}", table, verb


_SQLITE_INSTALL = [
    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for name, table, verb in _sqlite_names()
]
_SQLITE_REMOVE = [f"DROP TRIGGER IF EXISTS {name}" for name, _, _ in _sqlite_names()]
_POSTGRESQL_REMOVE = [
    *(
        f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        for table in TABLES
        for name in ("append_only", "no_truncate")
    ),
    "DROP FUNCTION IF EXISTS ledger_refuse()",
]
_POSTGRESQL_INSTALL = [
    *_POSTGRESQL_REMOVE,
    (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ),
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        for table in TABLES
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in TABLES
    ),
]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
