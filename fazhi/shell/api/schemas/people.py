"""Organs and people."""

from uuid import UUID

from ninja import Schema


class UnitOut(Schema):
    id: UUID
    name: str
    kind: str


class OrganOut(Schema):
    id: UUID
    name: str
    short_name: str
    kind: str
    uscc: str
    region: str
    region_name: str
    doc_word: str
    domains: list[str]
    is_active: bool
    units: list[UnitOut]


class OrganPage(Schema):
    items: list[OrganOut]
    next: UUID | None


class PostOut(Schema):
    organ: UUID
    unit: UUID | None
    kind: str
    title: str


class PersonOut(Schema):
    """A person with the posts held today in organs that the asker sees."""

    id: UUID
    name: str
    posts: list[PostOut]


class PersonPage(Schema):
    items: list[PersonOut]
    next: UUID | None
