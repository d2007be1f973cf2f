"""Spots of a text that must be hidden, why, and what stands there instead."""

from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN = "〔已隐去〕"
BLOCK = "█"
PERSONAL = "《个人信息保护法》第三十四条"
PRIVATE = "《行政处罚法》第五十条"
MINORS = "《未成年人保护法》第一百零三条"


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the original text [start, end), what it is, the ground for hiding it, and its replacement."""

    start: int
    end: int
    what: str
    basis: str
    instead: str = HIDDEN


@dataclass(frozen=True, slots=True)
class Mask:
    """One kind of thing that was hidden, and the article for it. What it was is kept nowhere."""

    what: str
    basis: str


def settle(spots: Iterable[Spot]) -> list[Spot]:
    """The spots in order, none touching another: a wider one swallows what lies in it, crossing ones go wholly."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, -s.end)):
        last = kept[-1] if kept else None
        if last is None or spot.start >= last.end:
            kept.append(spot)
        elif spot.end > last.end:
            kept[-1] = Spot(last.start, spot.end, last.what, last.basis)
    return kept


def apply(text: str, spots: Iterable[Spot]) -> tuple[str, list[Mask]]:
    """The text with the spots replaced, and what was hidden, each kind once."""
    out: list[str] = []
    masks: dict[Mask, None] = {}
    place = 0
    for spot in settle(spots):
        out += [text[place : spot.start], spot.instead]
        masks[Mask(spot.what, spot.basis)] = None
        place = spot.end
    out.append(text[place:])
    return "".join(out), list(masks)


def blocks(hidden: int, tail: str = "") -> str:
    """So many blocks, and the tail that may stay."""
    return BLOCK * hidden + tail
