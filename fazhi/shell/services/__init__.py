"""Acts of the pages that are no step of a procedure."""
