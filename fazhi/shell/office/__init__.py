"""Pages for those who work here: my desk, a matter, its acts, lists, supervision."""
