"""The body of a published item: made from a draft, masked, and given its digest.

The body is what the digest covers and what a visitor gets as JSON. Days of publication are not in it: the item is
checked before it is published, and the digest that was checked is the one that stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.disclosure.rules import addresses
from fazhi.disclosure.rules.drafts import NamedPerson, PublicDraft, PublicFact
from fazhi.disclosure.rules.masking import Masker
from fazhi.disclosure.rules.names import short
from fazhi.disclosure.rules.spots import HIDDEN, PERSONAL, Mask
from fazhi.disclosure.vocabulary import FactKind, Part
from fazhi.kernel.digests import canonical_json, digest, matches

FORMAT = 1
_PRIVATE_WORDS = {
    FactKind.ADDRESS: "详细住址",
    FactKind.PERSON: "自然人姓名",
    FactKind.HIDDEN: "不予公开的信息",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What an officer marked beside what the rules find: exact strings, names to shorten, names to hide wholly."""

    secrets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()

    def persons(self) -> Iterator[NamedPerson]:
        """The marked names as persons."""
        yield from (NamedPerson(name, Part.OTHER) for name in self.names)
        yield from (NamedPerson(name, Part.INFORMANT) for name in self.hidden_names)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who publishes: the organ and its region."""

    organ: str
    region_code: str
    region: str


def masker_of(draft: PublicDraft, marks: Marks) -> Masker:
    """The masker for a draft with the officer's marks. A name marked to be hidden wholly is, whatever the draft says."""
    wholly = set(marks.hidden_names)
    listed = [p for p in draft.persons if p.name not in wholly]
    return Masker(
        persons=(*listed, *marks.persons()),
        organisations=draft.organisations,
        kept=(*draft.kept, draft.number),
        secrets=marks.secrets,
    )


def texts_of(draft: PublicDraft) -> list[str]:
    """Every text of a draft, in which a marked string may stand."""
    return [
        draft.party,
        draft.cause,
        *(f.value for f in draft.facts),
        *(text for _, text in draft.attachments),
    ]


def masked(draft: PublicDraft, marks: Marks, kind: str, issuer: Issuer) -> dict[str, Any]:
    """The public body: texts masked, the kinds of things hidden with their articles, nothing of what they were."""
    masker = masker_of(draft, marks)
    masks: dict[Mask, None] = {}

    def hide(text: str, how: FactKind = FactKind.TEXT) -> str:
        if how is FactKind.HIDDEN:
            masks[Mask(_PRIVATE_WORDS[how], PERSONAL)] = None
            return HIDDEN
        before = text
        if how is FactKind.ADDRESS:
            text = addresses.cut(text)
        elif how is FactKind.PERSON and not any(text.strip() == p.name.strip() for p in masker.persons):
            text = _person(text)
        if text != before:
            masks[Mask(_PRIVATE_WORDS[how], PERSONAL)] = None
        found = masker.mask(text)
        masks.update(dict.fromkeys(found.masks))
        return found.text

    body: dict[str, Any] = {
        "format": FORMAT,
        "kind": kind,
        "organ": issuer.organ,
        "region": {"code": issuer.region_code, "name": issuer.region},
        "party": hide(draft.party),
        "cause": hide(draft.cause),
        "number": draft.number,
        "decided_on": draft.decided_on.isoformat(),
        "domain": {"key": draft.domain, "label": draft.domain_label},
        "facts": [_fact(fact, hide(fact.value, fact.kind)) for fact in draft.facts],
        "attachments": [{"title": hide(title), "text": hide(text)} for title, text in draft.attachments],
        "remedies": [{"who": r.who, "text": r.text} for r in draft.remedies],
    }
    body["masks"] = [{"what": m.what, "basis": m.basis} for m in masks]
    return body


def _fact(fact: PublicFact, value: str) -> dict[str, Any]:
    row: dict[str, Any] = {"label": fact.label, "value": value}
    return row | {"strong": True} if fact.strong else row


def _person(text: str) -> str:
    return "、".join(short(name) for name in text.replace(",", "、").split("、") if name.strip())


def strings(value: Any) -> Iterator[str]:
    """Every text of a body, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def as_text(body: Mapping[str, Any]) -> str:
    """A body to be read through by who checks it, line by line."""
    found = [f"{body['party']}　{body['cause']}", f"文号：{body['number'] or '（尚无）'}"]
    found += [f"{fact['label']}：{fact['value']}" for fact in body["facts"]]
    found += [f"附件《{a['title']}》：{a['text']}" for a in body["attachments"]]
    found += [f"{r['who']}：{r['text']}" for r in body["remedies"]]
    hidden = "；".join(f"{m['what']}（{m['basis']}）" for m in body["masks"])
    return "\n".join([*found, f"已隐去：{hidden or '无'}"])


def left_open(body: Mapping[str, Any], kept: Sequence[str] = ()) -> tuple[str, ...]:
    """Kinds of persons' numbers, names and addresses that a body still shows, by the rules alone."""
    masker = Masker(organisations=(str(body.get("organ", "")),), kept=(*kept, str(body.get("number", ""))))
    private = {k: v for k, v in body.items() if k not in {"remedies", "organ", "region", "domain", "masks"}}
    return tuple(dict.fromkeys(what for text in strings(private) for what in masker.left(text)))


def digest_of(body: Mapping[str, Any]) -> str:
    """The digest of a body, over its canonical JSON."""
    return digest(canonical_json(dict(body)))


def agrees(body: Mapping[str, Any], value: str) -> bool:
    """Whether a body has this digest; a text that is no digest agrees with nothing."""
    try:
        return matches(canonical_json(dict(body)), value)
    except ValueError:
        return False


def lines(text: str) -> tuple[str, ...]:
    """What an officer wrote one to a line, each once, blank ones left out."""
    return tuple(dict.fromkeys(part for line in (text or "").splitlines() if (part := line.strip())))
