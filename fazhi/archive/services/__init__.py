"""Acts of the archive."""

from fazhi.archive.services.enclose import enclose
from fazhi.archive.services.read import check, open_checked, read, stream
from fazhi.archive.services.store import store

__all__ = ["check", "enclose", "open_checked", "read", "store", "stream"]
