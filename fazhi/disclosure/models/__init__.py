from fazhi.disclosure.models.correction_request import CorrectionRequest
from fazhi.disclosure.models.publication import Publication

__all__ = ["CorrectionRequest", "Publication"]
