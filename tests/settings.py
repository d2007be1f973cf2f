"""Settings of the test suite: the platform's own, with a throw-away home, quick passwords and plain static files.

DATABASE_URL is respected, so that the same suite runs on PostgreSQL; without it rows go to SQLite in a file, with the
same journal and the same transactions as in service, because two connections to one in-memory database lock each other
in ways that no server ever shows.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

_home = tempfile.mkdtemp(prefix="fazhi-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["FAZHI_HOME"] = _home

from fazhi.config.settings import *  # noqa: E402, F403
from fazhi.config.settings import DATABASES, INSTALLED_APPS, STORAGES  # noqa: E402

# A domain of its own for tests of the engine, so that they do not lean on any law that may change.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
# Static files are found where they are written; nobody need collect them before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

_database: dict[str, Any] = {**DATABASES["default"]}
DATABASES = {"default": _database}
if _database["ENGINE"].endswith("sqlite3"):
    _database["TEST"] = {"NAME": str(Path(_home) / "test.sqlite3")}
    # Nothing here outlives the run, so no commit waits for the disk.
    _options = _database["OPTIONS"]
    _database["OPTIONS"] = {
        **_options,
        "init_command": _options["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
    }
