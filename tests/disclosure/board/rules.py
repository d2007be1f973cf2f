"""The board has no rules of its own."""
