"""The words of a document: text, Word or PDF becomes plain text whose paragraphs and table rows are known."""

from fazhi.archive.reading.extracted import CELL, DITTO, Block, BlockKind, Extracted
from fazhi.archive.reading.read import LARGEST, read_text

__all__ = ["CELL", "DITTO", "LARGEST", "Block", "BlockKind", "Extracted", "read_text"]
