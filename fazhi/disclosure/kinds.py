"""Where domains plug in what they publish.

    from fazhi.disclosure import kinds
    from fazhi.disclosure.rules.drafts import PublicDraft

    def penalty_draft(matter_id: UUID) -> PublicDraft: ...
    kinds.register("penalty_decision", title="行政处罚决定", build=penalty_draft, domains=dict(EnforcementDomain.choices))

`build` gets the id of the matter in which the decision was made and gives the draft as it lies in the file, with the
names of the persons in it. It is called inside the engine's transactions: when the publication is opened (the papers
of that same act, and so the document number, may not exist yet) and again whenever the draft is made anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from fazhi.disclosure.rules.drafts import PublicDraft
from fazhi.kernel.errors import BadDefinition

Build = Callable[[UUID], PublicDraft]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is published.

    `plural` is what a list of them is called. `domains` are the fields that a visitor can choose from: the stored
    value that its drafts give as `domain`, and the label.
    """

    key: str
    title: str
    plural: str
    build: Build
    domains: Mapping[str, str]


_kinds: dict[str, Kind] = {}


def register(
    key: str, *, title: str, build: Build, plural: str = "", domains: Mapping[str, str] | None = None
) -> None:
    """Make a kind known; called from a domain's `ready`. Registering the same key again replaces it."""
    _kinds[key] = Kind(key, title, plural or title, build, dict(domains or {}))


def domains() -> dict[str, str]:
    """Every field of every kind: stored value to label."""
    return {value: label for kind in every() for value, label in kind.domains.items()}


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
