"""What can be wrong with a paper or its layout."""

from collections.abc import Sequence

from fazhi.kernel.errors import BadDefinition, Fault, FazhiError, Incomplete


class LayoutBroken(BadDefinition):
    """A layout file is not well formed: which file, which place, what to write instead."""

    code = "layout_broken"


class LayoutUnknown(BadDefinition):
    """No installed room has a layout of that name, or more than one has."""

    code = "layout_unknown"


class FieldsMissing(Incomplete):
    """A paper's context lacks what its layout prints; every fault names layout, block and field."""

    code = "paper_fields_missing"

    def __init__(self, layout: str, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.layout = layout


class NumberRefused(FazhiError):
    """A document number cannot be allotted or voided as asked."""

    status, code = 409, "number_refused"


class UnableToSupersede(FazhiError):
    """A paper that was itself replaced cannot be replaced a second time."""

    status, code = 409, "paper_superseded"
