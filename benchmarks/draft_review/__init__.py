"""Draft review: faults put into real texts by a fixed seed, and real clauses that look alike."""
