"""The engine: `perform`, `open_matter`, `preview`."""

from fazhi.procedures.engine.forms import Upload
from fazhi.procedures.engine.performing import Done, open_matter, perform
from fazhi.procedures.engine.previewing import ActionPreview, preview

__all__ = ["ActionPreview", "Done", "Upload", "open_matter", "perform", "preview"]
