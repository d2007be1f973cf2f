"""Acts of rule making that are no step of a procedure."""
