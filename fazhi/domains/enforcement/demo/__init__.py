"""Sample cases of enforcement: driven through the engine to every stage, over a simulated year, the same by seed."""

from fazhi.domains.enforcement.demo.driving import BENCHMARKS, drive

__all__ = ["BENCHMARKS", "drive"]
