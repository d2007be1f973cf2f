"""Acts of the archive."""

from fazhi.archive.filenames import clean as clean_name
from fazhi.archive.services.enclose import enclose
from fazhi.archive.services.read import blob, check, open_checked, read, stream
from fazhi.archive.services.store import store

__all__ = ["blob", "check", "clean_name", "enclose", "open_checked", "read", "store", "stream"]
