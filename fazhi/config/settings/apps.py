"""What is installed, from the ground floor up."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "fazhi.calendars",
    "fazhi.ui",
    "fazhi.people",
    "fazhi.ledger",
    "fazhi.archive",
    "fazhi.law",
    "fazhi.search",
    "fazhi.papers",
    "fazhi.notices",
    "fazhi.procedures",
    "fazhi.registers",
    "fazhi.disclosure",
    "fazhi.measures",
    "fazhi.domains.review",
    "fazhi.domains.enforcement",
    "fazhi.domains.programme",
    "fazhi.shell",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
