"""The door for other systems: the same rules as the pages, as JSON under `/api/v1/`."""
