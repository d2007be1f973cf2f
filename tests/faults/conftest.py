from tests.procedures.conftest import office  # noqa: F401  (the standing people are the same)
