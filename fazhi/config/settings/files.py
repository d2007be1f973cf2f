"""Where files live and how large they may be."""

from fazhi.config import env

FAZHI_HOME = env.HOME
ARCHIVE_ROOT = env.HOME / "archive"
LAW_DATA = env.LAW_DATA
PAPER_FONTS = env.FONTS
STATIC_URL = "/static/"
STATIC_ROOT = env.HOME / "static"
# A file beyond 2.5 MB goes to disk while it arrives; the archive refuses what is over its own limit.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FILES = 50
