"""What can be wrong with a kept file, beyond BrokenFile itself."""

from fazhi.kernel.errors import BrokenFile


class Erased(BrokenFile):
    """The file held personal data and was erased by law; its digest remains on record."""

    status, code = 410, "erased"
