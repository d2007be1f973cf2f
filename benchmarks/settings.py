"""The platform's own settings, with plain static files; rows are as durable as in service."""

from fazhi.config.settings import *  # noqa: F403
from fazhi.config.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
