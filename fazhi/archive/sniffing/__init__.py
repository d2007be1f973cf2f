"""What a file is by its content; its name is only compared with that."""

from fazhi.archive.sniffing.recognise import looks_like_recording, recognise

__all__ = ["looks_like_recording", "recognise"]
