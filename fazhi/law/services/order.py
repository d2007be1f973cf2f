"""The order of article numbers."""


def order(number: str) -> tuple[int, ...]:
    """Sorting key of an article number: 120-1 follows 120."""
    return tuple(int(part) for part in number.split("-"))
