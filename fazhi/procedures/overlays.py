"""Local overlays of a definition."""

from fazhi.procedures.definition import Definition


def applied(definition: Definition, organ: str, region_path: str) -> Definition:
    """The definition as it holds for an organ in a region."""
    return definition
