"""An office with errands, whose measures are those of the sample domain."""

from tests.procedures.conftest import office  # noqa: F401  (a fixture)
