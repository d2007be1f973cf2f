"""Where domains plug in what they publish.

    from fazhi.disclosure import kinds
    from fazhi.disclosure.rules.drafts import PublicDraft

    def penalty_draft(matter_id: UUID) -> PublicDraft: ...
    kinds.register("penalty_decision", title="行政处罚决定", build=penalty_draft)

`build` gets the id of the matter in which the decision was made and gives the draft as it lies in the file, with the
names of the persons in it. It is called inside the engine's transactions: when the publication is opened (the papers
of that same act, and so the document number, may not exist yet) and again whenever the draft is made anew.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from fazhi.disclosure.rules.drafts import PublicDraft
from fazhi.kernel.errors import BadDefinition

Build = Callable[[UUID], PublicDraft]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is published. `plural` is what a list of them is called."""

    key: str
    title: str
    plural: str
    build: Build


_kinds: dict[str, Kind] = {}


def register(key: str, *, title: str, build: Build, plural: str = "") -> None:
    """Make a kind known; called from a domain's `ready`. Registering the same key again replaces it."""
    _kinds[key] = Kind(key, title, plural or title, build)


def of(key: str) -> Kind:
    """The kind of that key. Raises BadDefinition when no domain registered it."""
    try:
        return _kinds[key]
    except KeyError:
        raise BadDefinition(f"没有登记过 {key} 这一类公示内容") from None


def every() -> Iterable[Kind]:
    """Every kind, by key."""
    return [_kinds[key] for key in sorted(_kinds)]


def title_of(key: str) -> str:
    """What a kind is called; its key when the domain that had it is gone."""
    return _kinds[key].title if key in _kinds else key
