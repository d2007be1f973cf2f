"""Tables on a terminal."""

import unicodedata
from collections.abc import Sequence


def wide(text: str) -> int:
    """How many columns the text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; the first column is text, the others are figures."""
    texts = [[f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(wide(row[n]) for row in [list(head), *texts]) for n in range(len(head))]
    print(f"\n{title}")
    for row in [list(head), *texts]:
        cells = [
            cell + " " * (widths[n] - wide(cell)) if n == 0 else " " * (widths[n] - wide(cell)) + cell
            for n, cell in enumerate(row)
        ]
        print("  " + "  ".join(cells).rstrip())


def share(values: Sequence[float], part: float) -> float:
    """The value below which that part of the sorted values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
