"""The people and the case of enforcement's tests: a review is always of something."""

from tests.domains.enforcement.conftest import bureau, walk

__all__ = ["bureau", "walk"]
