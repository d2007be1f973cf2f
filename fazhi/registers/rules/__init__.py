"""What a register holds: the kinds, their schemas and their sheets. Pure: no rows, no clock, no Django."""
