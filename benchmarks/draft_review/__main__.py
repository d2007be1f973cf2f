"""`python -m benchmarks.draft_review [--show seen|clean] [--laws N]`: the draft review alone."""

import argparse
import os
import sys
import tempfile
from datetime import date


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.draft_review", description=__doc__)
    parser.add_argument(
        "--show", choices=("seen", "later", "last", "clean"), default="", help="list misses or false alarms"
    )
    parser.add_argument("--laws", type=int, default=150)
    asked = parser.parse_args()
    os.environ.setdefault("FAZHI_HOME", tempfile.mkdtemp(prefix="bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks.draft_review.measure import measure

    measure(date(2026, 11, 20), laws=asked.laws, shows=asked.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
