"""What the platform costs on this machine: `python -m benchmarks`, or `make bench`. Nothing is asserted."""
