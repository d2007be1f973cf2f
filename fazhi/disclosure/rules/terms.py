"""The numbers of disclosure, by the day whose law governs."""

from pathlib import Path
from typing import Final

from fazhi.kernel.terms import TermBook

TERMS: Final = TermBook.load(Path(__file__).with_name("terms.toml"))
