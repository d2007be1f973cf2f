"""Identifiers of rows."""

import uuid

import uuid6


def new_id() -> uuid.UUID:
    """A UUIDv7: unique, and in the order of its making, so that lists can page by it."""
    return uuid.UUID(int=uuid6.uuid7().int)
