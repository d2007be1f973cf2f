"""`python -m benchmarks.reading [--paragraphs N]`: the readers alone; no database."""

import argparse
import sys

from benchmarks.reading.measure import measure


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=1500, help="how many paragraphs are made up")
    measure(count=parser.parse_args().paragraphs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
