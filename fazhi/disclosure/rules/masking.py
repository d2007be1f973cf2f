"""Hide what may not be published: persons, their numbers, houses and accounts, minors, informants, trade secrets.

The masked text is what is stored, digested and shown. What stood in the hidden spots is given to nobody and kept
nowhere but in the file it came from.

Basis: 《行政处罚法》第五十条（对实施行政处罚过程中知悉的国家秘密、商业秘密或者个人隐私，应当依法予以保密）
Basis: 《个人信息保护法》第三十四条
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fazhi.disclosure.rules import addresses, figures, names
from fazhi.disclosure.rules.drafts import NamedPerson
from fazhi.disclosure.rules.reading import Reading, read
from fazhi.disclosure.rules.spots import HIDDEN, PRIVATE, Mask, Spot, apply
from fazhi.disclosure.vocabulary import Part
from fazhi.kernel.identifiers import check_uscc

CONFIDENTIAL = "商业秘密"
_PASSES = 6
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text after masking, and the kinds of things that were hidden in it."""

    text: str
    masks: tuple[Mask, ...]


@dataclass(frozen=True, slots=True)
class Masker:
    """What is known of a draft before its texts are masked.

    `secrets` are exact strings that an officer marked as trade secrets; `organisations` and `kept` stay as they are,
    unless they themselves are a person's number.
    """

    persons: Sequence[NamedPerson] = ()
    organisations: Sequence[str] = ()
    kept: Sequence[str] = ()
    secrets: Sequence[str] = ()
    shown: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shown.update(names.shown_as(self.persons))

    def mask(self, text: str) -> Masked:
        """The text with everything hidden that has to be.

        It is gone over until nothing more is found, since a replacement can bring together what stood apart.
        """
        masks: dict[Mask, None] = {}
        for turn in range(_PASSES):
            spots = list(self._spots(read(text)))
            if not spots:
                break
            if turn:
                spots = [Spot(s.start, s.end, s.what, s.basis) for s in spots]
            text, found = apply(text, spots)
            masks.update(dict.fromkeys(found))
        return Masked(text, tuple(masks))

    def occurs(self, secret: str, texts: Sequence[str]) -> bool:
        """Whether a marked string stands in one of the texts, so that a slip of the pen does not pass for a mark."""
        pattern = _loose(secret)
        return bool(pattern) and any(re.search(pattern, read(text).plain) for text in texts)

    def left(self, text: str) -> tuple[str, ...]:
        """Kinds of things that still stand open in a text; empty when it may be published."""
        return tuple(dict.fromkeys(spot.what for spot in self._spots(read(text))))

    def _spots(self, reading: Reading) -> Iterator[Spot]:
        whole = list(self._kept(reading, self.organisations))
        codes = [*self._kept(reading, self.kept), *_public_codes(reading)]
        for spot in figures.found(reading):
            if not any(start <= spot.start and spot.end <= end for start, end in codes):
                yield spot
        yield from self._secrets(reading)
        yield from self._names(reading, whole)
        for spot in addresses.found(reading):
            if not any(start <= spot.start and spot.end <= end for start, end in [*whole, *codes]):
                yield spot

    def _names(self, reading: Reading, whole: list[tuple[int, int]]) -> Iterator[Spot]:
        for spot in [*names.known(reading, self.persons, self.shown), *names.guessed(reading)]:
            inside = any(start <= spot.start and spot.end <= end for start, end in whole)
            # A shop keeps its name though its owner's stands in it; a minor's or an informant's name goes even there.
            if not inside or spot.instead == HIDDEN:
                yield spot

    def _secrets(self, reading: Reading) -> Iterator[Spot]:
        for secret in self.secrets:
            pattern = _loose(secret)
            for match in re.finditer(pattern, reading.plain) if pattern else ():
                yield Spot(*reading.span(*match.span()), CONFIDENTIAL, PRIVATE)

    def _kept(self, reading: Reading, strings: Sequence[str]) -> Iterator[tuple[int, int]]:
        for string in strings:
            plain = read(string).plain.strip()
            if len(plain) < 2 or figures.is_personal(plain):
                continue
            for match in re.finditer(re.escape(plain), reading.plain):
                yield reading.span(*match.span())


def _public_codes(reading: Reading) -> Iterator[tuple[int, int]]:
    """Credit codes of legal persons and other bodies: public by law, except those of a trading natural person."""
    for match in _CODE.finditer(reading.plain):
        if not match[0].startswith("92") and check_uscc(match[0]) and not figures.is_personal(match[0]):
            yield reading.span(*match.span())


def _loose(secret: str) -> str:
    """A marked string as a pattern that does not mind gaps."""
    return r"\s*".join(re.escape(c) for c in read(secret).plain if not c.isspace())


def whole(part: Part) -> bool:
    """Whether a person of this part is hidden with nothing left of the name."""
    return part in names.WHOLLY
