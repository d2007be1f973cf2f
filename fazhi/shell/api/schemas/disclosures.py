"""What is published."""

from datetime import date

from ninja import Schema


class DisclosureOut(Schema):
    """One published item in a list. `json_address` has the text that its digest covers, and its place in the ledger."""

    public_id: str
    kind: str
    kind_title: str
    title: str
    number: str
    organ: str
    decided_on: date
    published_on: date | None
    address: str
    json_address: str


class DisclosurePage(Schema):
    """Newest first. `next` is the cursor of the page after this one, null on the last."""

    items: list[DisclosureOut]
    next: str | None
