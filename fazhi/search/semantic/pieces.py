"""Cut a text into the pieces of the encoder's vocabulary: of all ways the one with the greatest probability."""

from fazhi.search.semantic.packed import Vocabulary

_SPACE = "▁"
_UNSEEN = -1e30


def pieces(text: str, vocabulary: Vocabulary) -> list[int]:
    """Numbers of the pieces of `text`, without the marks of beginning and end."""
    text = _SPACE + " ".join(text.translate(vocabulary.replaced).split(" ")).lstrip(" ").replace(" ", _SPACE)
    known, scores, longest = vocabulary.pieces, vocabulary.scores, vocabulary.longest
    size = len(text)
    best = [_UNSEEN] * (size + 1)
    best[0] = 0.0
    came: list[tuple[int, int]] = [(0, 0)] * (size + 1)
    for start in range(size):
        so_far = best[start]
        for stop in range(start + 1, min(start + longest, size) + 1):
            piece = text[start:stop].encode()
            if len(piece) > longest:
                break
            number = known.get(piece)
            if number is not None and so_far + scores[number] > best[stop]:
                best[stop] = so_far + scores[number]
                came[stop] = (start, number)
        if so_far + vocabulary.floor > best[start + 1]:
            best[start + 1] = so_far + vocabulary.floor
            came[start + 1] = (start, vocabulary.unknown)
    found: list[int] = []
    at = size
    while at:
        at, number = came[at]
        found.append(number)
    return found[::-1]
