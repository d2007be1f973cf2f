"""Acts on registers: keeping entries, bringing tables in and out, sample entries."""

from fazhi.registers.services.exporting import export_entries, sheet_template
from fazhi.registers.services.importing import Imported, import_entries
from fazhi.registers.services.keeping import (
    add_entry,
    open_register,
    publish_entry,
    put_in_force,
    repeal_entry,
    revise_entry,
)
from fazhi.registers.services.samples import load_sample

__all__ = [
    "Imported", "add_entry", "export_entries", "import_entries", "load_sample", "open_register", "publish_entry",
    "put_in_force", "repeal_entry", "revise_entry", "sheet_template",
]  # fmt: skip
