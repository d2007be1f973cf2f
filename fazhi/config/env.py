"""Every environment variable the platform reads, typed, in one place.

| variable | meaning | default |
|---|---|---|
| FAZHI_HOME | folder for database, archive, logs and secrets | `var` beside the code |
| DATABASE_URL | `sqlite:///PATH` or `postgres://user:pass@host:port/name` | SQLite in FAZHI_HOME |
| FAZHI_SECRET | signing key; when unset it is made once and kept in FAZHI_HOME | made at set-up |
| FAZHI_HOSTS | host names served, comma separated | `127.0.0.1,localhost,[::1]` |
| FAZHI_HTTPS | `1` when served behind TLS: secure cookies and HSTS | `0` |
| FAZHI_DEBUG | `1` shows error pages with source; never on a public host | `0` |
| FAZHI_FONTS | folder of fonts for formal papers (仿宋, 小标宋, 楷体) | packaged Noto fonts |
| FAZHI_LAW_DATA | folder that holds the seed of the law library | `FAZHI_HOME/law` |
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

ROOT = Path(__file__).resolve().parents[2]


def flag(name: str) -> bool:
    """Whether the variable is switched on: `1`, `true` or `yes`."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes"}


HOME = Path(os.environ.get("FAZHI_HOME") or ROOT / "var").resolve()
HOSTS = [
    h.strip() for h in os.environ.get("FAZHI_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip()
]
HTTPS = flag("FAZHI_HTTPS")
DEBUG = flag("FAZHI_DEBUG")
FONTS = os.environ.get("FAZHI_FONTS", "")
LAW_DATA = Path(os.environ.get("FAZHI_LAW_DATA") or HOME / "law")


def secret() -> str:
    """The signing key: from FAZHI_SECRET, else from a file in FAZHI_HOME that is made once, readable by its owner."""
    if given := os.environ.get("FAZHI_SECRET"):
        return given
    HOME.mkdir(parents=True, exist_ok=True)
    kept = HOME / "secret"
    if not kept.exists():
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
    return kept.read_text().strip()


def database() -> dict[str, object]:
    """Django's database settings for DATABASE_URL.

    Raises ValueError for a scheme that is neither SQLite nor PostgreSQL.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'fazhi.sqlite3'}"
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        path = unquote(url.removeprefix("sqlite:///"))
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # Writers queue instead of failing half-way; a commit is on disk before an act is answered.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ValueError(f"DATABASE_URL 只接受 sqlite:/// 或 postgres://，不认识 {parts.scheme}")
