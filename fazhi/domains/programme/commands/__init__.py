"""`fazhi plan …` and `fazhi report …`."""
