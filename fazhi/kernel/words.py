"""Vocabularies: closed lists of words, each with the value that is stored and the label that people read.

The same face as Django's `TextChoices` (`choices`, `labels`, `values`, `label`), without Django, so that rules can
use the words of their domain.
"""

from enum import EnumMeta, StrEnum
from typing import Self


class _Vocabulary(EnumMeta):
    @property
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of stored value and label, in the order of the list."""
        members: list[Word] = list(cls)
        return [(str(member.value), member.label) for member in members]

    @property
    def labels(cls) -> list[str]:
        """The labels, in the order of the list."""
        return [label for _, label in cls.choices]

    @property
    def values(cls) -> list[str]:
        """The stored values, in the order of the list."""
        return [value for value, _ in cls.choices]


class Word(StrEnum, metaclass=_Vocabulary):
    """One word of a vocabulary: `CITIZEN = "citizen", "公民"`."""

    _label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        # The default is for the look-up `Kind("citizen")`, which type checkers read as a call of this.
        if not label:
            raise ValueError(f"{cls.__name__}: {value!r} has no label")
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        """What people read."""
        return self._label
