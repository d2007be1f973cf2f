"""Figures kept, and how they were counted."""

from fazhi.measures.models.rollup import Counting, Rollup

__all__ = ["Counting", "Rollup"]
