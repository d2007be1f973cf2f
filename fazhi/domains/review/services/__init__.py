"""Acts that are not a step of a procedure."""
