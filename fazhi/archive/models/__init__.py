from fazhi.archive.models.blob import Blob, BlobKey
from fazhi.archive.models.enclosure import Enclosure

__all__ = ["Blob", "BlobKey", "Enclosure"]
