"""A comparison as a Word file with tracked changes: accepting all gives the new text, rejecting all the old."""

import io
from datetime import datetime
from typing import Any

from fazhi.kernel.structure import Change, Comparison, Fate, Piece

AUTHOR = "文本比对"
# Characters that XML 1.0 cannot hold; extracted texts now and then carry them.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def write_tracked_changes(comparison: Comparison, at: datetime) -> bytes:
    """This will make the .docx: insertions and deletions as w:ins and w:del, moved clauses as w:moveFrom and w:moveTo."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    document.styles["Normal"].font.name = "仿宋"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    body = document.element.body
    mark = _Marker(at)
    places = _old_places(comparison)
    for change in places:
        for paragraph in mark.paragraphs(change):
            body.insert(len(body) - 1, paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _old_places(comparison: Comparison) -> list[tuple[str, Change]]:
    """The changes as paragraphs: what moved stands at its old place ("from") and at its new ("whole" otherwise)."""
    moved = sorted(
        (change for change in comparison.changes if change.fate is Fate.MOVED and change.old),
        key=lambda change: change.old.start if change.old else 0,
    )
    rows: list[tuple[str, Change]] = []
    for change in comparison.changes:
        if change.fate is not Fate.MOVED and change.old is not None:
            while moved and moved[0].old and moved[0].old.start < change.old.start:
                rows.append(("from", moved.pop(0)))
        rows.append(("to" if change.fate is Fate.MOVED else "whole", change))
    return rows + [("from", change) for change in moved]


class _Marker:
    """Paragraphs with marks of revision, numbered."""

    def __init__(self, at: datetime) -> None:
        self.at = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.count = 0
        self.names: dict[int, str] = {}

    def paragraphs(self, row: tuple[str, Change]) -> list[Any]:
        """The paragraph of one row."""
        place, change = row
        match place, change.fate:
            case "from", _:
                assert change.old is not None
                return [self._moved("moveFrom", change, (Piece("removed", change.old.text),))]
            case "to", _:
                assert change.new is not None
                return [self._moved("moveTo", change, (Piece("added", change.new.text),))]
            case _:
                return [self._paragraph(change.pieces, change.fate)]

    def _paragraph(self, pieces: tuple[Piece, ...], fate: Fate) -> Any:
        whole = {Fate.ADDED: "ins", Fate.REMOVED: "del"}.get(fate)
        paragraph = self._empty(whole)
        for piece in pieces:
            for run in self._runs(piece):
                paragraph.append(run)
        return paragraph

    def _moved(self, tag: str, change: Change, pieces: tuple[Piece, ...]) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self._empty("ins" if tag == "moveTo" else "del")
        name = self.names.setdefault(id(change), f"move{len(self.names) + 1}")
        start = self._mark(f"w:{tag}RangeStart")
        start.set(qn("w:name"), name)
        end = OxmlElement(f"w:{tag}RangeEnd")
        end.set(qn("w:id"), start.get(qn("w:id")))
        paragraph.append(start)
        for piece in pieces:
            holder = self._mark(f"w:{tag}")
            holder.append(_run(piece.text, "w:t" if tag == "moveTo" else "w:delText"))
            paragraph.append(holder)
        paragraph.append(end)
        return paragraph

    def _empty(self, whole: str | None) -> Any:
        from docx.oxml import OxmlElement

        paragraph = OxmlElement("w:p")
        if whole:
            # The mark of the paragraph itself is revised too, or an empty line would stay behind.
            properties, run = OxmlElement("w:pPr"), OxmlElement("w:rPr")
            run.append(self._mark(f"w:{whole}"))
            properties.append(run)
            paragraph.append(properties)
        return paragraph

    def _runs(self, piece: Piece) -> list[Any]:
        if piece.kind == "same":
            return [_run(piece.text, "w:t")]
        holder = self._mark("w:ins" if piece.kind == "added" else "w:del")
        holder.append(_run(piece.text, "w:t" if piece.kind == "added" else "w:delText"))
        return [holder]

    def _mark(self, tag: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.count += 1
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(self.count))
        element.set(qn("w:author"), AUTHOR)
        element.set(qn("w:date"), self.at)
        return element


def _run(text: str, tag: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = text.translate(_FORBIDDEN)
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run
