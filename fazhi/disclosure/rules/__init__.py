"""What may be published, what must be hidden, for how long. Pure: no rows, no clock, no Django."""
