"""Forms as other systems need them: each field, and the values that it takes."""

from collections.abc import Mapping

from django.db.models import TextChoices

from fazhi.kernel.words import Word
from fazhi.procedures.definition import Field
from fazhi.shell.api.schemas import FieldOut, Option


def field_of(
    item: Field,
    choices: Mapping[str, type[TextChoices] | type[Word]],
    named: Mapping[str, Mapping[str, str]] | None = None,
) -> FieldOut:
    """One field. `named` holds, by type, what only a matter knows: its roles and the stages it has passed."""
    options: list[Option] = []
    if named and item.type in named:
        options = [Option(value=value, label=label) for value, label in named[item.type].items()]
    elif item.choices:
        options = [
            Option(value=str(value), label=str(label)) for value, label in choices[item.choices].choices
        ]
    return FieldOut(
        name=item.name, label=item.label, type=item.type, required=item.required, private=item.private,
        help=item.help, unit=item.unit, when=item.when, posts=list(item.posts), options=options,
    )  # fmt: skip
