"""From a layout and a paper's settled content to the sheet: what stands where, with nothing left to decide.

The sheet is plain data. Word and PDF are both drawn from it, so that the two can never say different things.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fazhi.kernel.errors import Fault
from fazhi.papers.errors import FieldsMissing
from fazhi.papers.fields import FILTERS, Field, read, show
from fazhi.papers.layouts import Layout
from fazhi.papers.placeholders import Slot, parse

# Characters that neither XML nor a printed page can hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PARAGRAPH = ("p", "h", "h2", "to", "note")
_ROW_WORDS = frozenset({"when", "unless", "each", "height", "band", "opinion", "long"})


@dataclass(frozen=True)
class Sheet:
    """A filled paper: `head` with heading, organ, number; `blocks` in order, each a plain map with its kind in `b`."""

    kind: str
    heading: str
    organ: str
    number: str
    page_signs: tuple[str, ...]
    blocks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of a list in which texts are being filled."""

    spec: Field
    value: Any
    n: int


@dataclass
class _Filler:
    layout: Layout
    context: Mapping[str, Any]
    faults: dict[str, Fault] = field(default_factory=dict)

    def fault(self, path: str, meaning: str, place: str, what: str) -> None:
        sentence = f"《{self.layout.title}》（{self.layout.name}）{place}：{what}“{meaning}”（{path}）"
        self.faults.setdefault(path, Fault(path, sentence))

    def value(self, path: str, row: _Row | None, place: str) -> tuple[Field, Any]:
        """The field of that path and its value; a required one that is absent is noted as a fault."""
        if path.startswith("."):
            if row is None:
                raise AssertionError(f"{self.layout.name}: {path} outside of a list")
            spec = Field(".", row.spec.meaning) if path == "." else row.spec.of[path[1:]]
            held = row.value if path == "." else row.value.get(path[1:])
            shown = row.spec.name if path == "." else f"{row.spec.name}[{row.n}]{path}"
        else:
            spec, held, shown = self.layout.fields[path], self.context, path
            for step in path.split("."):
                held = held.get(step) if isinstance(held, Mapping) else None
        try:
            found = read(spec, held)
        except ValueError as error:
            self.fault(shown, spec.meaning, place, f"{error}：")
            return spec, None
        if spec.required and (found is None or found == []):
            self.fault(shown, spec.meaning, place, "缺少")
        return spec, found

    def truth(self, node: Mapping[str, Any], row: _Row | None, place: str) -> bool:
        """Whether what is marked `when` or `unless` is printed."""
        if "when" in node and not self.value(node["when"], row, place)[1]:
            return False
        return "unless" not in node or not self.value(node["unless"], row, place)[1]

    def rows(self, path: str, row: _Row | None, place: str) -> Iterator[_Row]:
        spec, values = self.value(path, row, place)
        for n, value in enumerate(values or [], 1):
            if spec.of and not isinstance(value, Mapping):
                self.fault(f"{path}[{n}]", spec.meaning, place, "每一行应为一组字段：")
                continue
            yield _Row(spec, value, n)

    def text(self, spec: str | Mapping[str, Any] | None, row: _Row | None, place: str) -> str:
        if spec is None:
            return ""
        if isinstance(spec, str):
            return self._string(spec, row, place)
        parts = [self._string(spec["text"], r, place) for r in self.rows(spec["each"], row, place)]
        if not parts:
            return self._string(spec.get("empty", ""), row, place)
        joined = ""
        for n, part in enumerate(parts):
            joined = _glue(_glue(joined, spec.get("join", "、")), part) if n else part
        return _glue(
            self._string(spec.get("before", ""), row, place) + joined,
            self._string(spec.get("after", ""), row, place),
        )

    def _string(self, text: str, row: _Row | None, place: str) -> str:
        out = ""
        for part in parse(text):
            if isinstance(part, str):
                out = _glue(out, part)
            elif part.path == "#":
                out += str(row.n if row else "")
            else:
                out += self._slot(part, row, place)
        return _UNPRINTABLE.sub("", out.replace("\r\n", "\n").replace("\r", "\n"))

    def _slot(self, slot: Slot, row: _Row | None, place: str) -> str:
        spec, value = self.value(slot.path, row, place)
        if value is None or value == []:
            return slot.fallback or ""
        if slot.filters:
            return FILTERS[slot.filters[0]][1](value)
        return show(spec, value)

    def blocks(self, nodes: Any, row: _Row | None, place: str) -> Iterator[dict[str, Any]]:
        for n, node in enumerate(nodes, 1):
            here = f"{place}第{n}项"
            # A condition on a field of the row is asked row by row; any other once for the whole block.
            by_row = any(node.get(word, "").startswith(".") for word in ("when", "unless")) and "each" in node
            if not by_row and not self.truth(node, row, here):
                continue
            for one in self.rows(node["each"], row, here) if "each" in node else [row]:
                if not by_row or self.truth(node, one, here):
                    yield from self.block(node, one, here)

    def block(self, node: Mapping[str, Any], row: _Row | None, place: str) -> Iterator[dict[str, Any]]:
        if "group" in node:
            yield from self.blocks(node["group"], row, f"{place} → ")
            return
        for kind in _PARAGRAPH:
            if kind in node and (whole := self.text(node[kind], row, place)):
                yield from self.paragraphs(kind, whole, node)
        if "grid" in node:
            yield self.grid(node["grid"], row, place)
        if "table" in node:
            yield self.table(node["table"], row, place)
        if "signs" in node:
            yield {"b": "signs", "signs": [self.sign(s, row, place) for s in node["signs"]]}
        if "attached" in node:
            yield {"b": "attached", "items": [self.text(t, row, place) for t in node["attached"]]}
        if "lines" in node:
            pairs = [[self.text(k, row, place), self.text(v, row, place)] for k, v in node["lines"].items()]
            yield {"b": "lines", "pairs": pairs}
        if "gap" in node:
            yield {"b": "gap", "lines": node["gap"]}
        for kind in ("seal", "imprint"):
            if kind in node:
                yield {"b": kind, **{k: self.text(v, row, place) for k, v in node[kind].items()}}

    def paragraphs(self, kind: str, whole: str, node: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        indent = 0 if kind == "to" or node.get("align") == "center" else 2
        if kind == "note":
            whole = f"（{whole}）"
        for line in whole.split("\n"):
            if line.strip(" ") or "\n" not in whole:
                yield {
                    "b": "p",
                    "text": line,
                    "font": {"h": "hei", "h2": "kai"}.get(kind) or node.get("font", "body"),
                    "indent": node.get("indent", indent),
                    "align": node.get("align", "left"),
                    "heading": kind in ("h", "h2"),
                }

    def sign(self, spec: Mapping[str, Any], row: _Row | None, place: str) -> dict[str, Any]:
        return {
            "label": spec["label"],
            "name": self.text(spec.get("name"), row, place),
            "date": self.text(spec.get("date"), row, place),
            "dated": spec.get("dated", True),
        }

    def grid(self, spec: Mapping[str, Any], row: _Row | None, place: str) -> dict[str, Any]:
        columns = len(spec["widths"])
        rows = []
        for n, node in enumerate(spec["rows"], 1):
            here = f"{place}第{n}行"
            if self.truth(node, row, here):
                height, ones = (
                    node.get("height", 0),
                    self.rows(node["each"], row, here) if "each" in node else [row],
                )
                rows += [{"height": height, "cells": self.cells(node, one, columns, here)} for one in ones]
        return {"b": "grid", "widths": list(spec["widths"]), "header": False, "rows": rows}

    def cells(
        self, node: Mapping[str, Any], row: _Row | None, columns: int, place: str
    ) -> list[dict[str, Any]]:
        if "band" in node:
            return [_cell("band", self.text(node["band"], row, place), columns)]
        if "long" in node:
            spec = node["long"]
            return [
                _cell("label", spec["label"], 1),
                _cell("long", self.text(spec["text"], row, place), columns - 1),
            ]
        if "opinion" in node:
            spec = node["opinion"]
            wide = _cell("opinion", self.text(spec["text"], row, place), columns - 1)
            wide["signs"] = [self.sign(s, row, place) for s in spec.get("signs", [])]
            return [_cell("label", spec["label"], 1), wide]
        cells = []
        pairs = [(k, v) for k, v in node.items() if k not in _ROW_WORDS]
        for n, (label, text) in enumerate(pairs, 1):
            span = columns - 2 * len(pairs) + 1 if n == len(pairs) else 1
            cells.append(_cell("label", self.text(label, row, place), 1))
            cells.append(_cell("text", self.text(text, row, place), span))
        return cells

    def table(self, spec: Mapping[str, Any], row: _Row | None, place: str) -> dict[str, Any]:
        columns = spec["columns"]
        head = [_cell("label", c["title"], 1) for c in columns]
        rows: list[dict[str, Any]] = [{"height": 0, "cells": head}]
        for one in self.rows(spec["each"], row, place):
            cells = [
                _cell("text", self.text(c["text"], one, place), 1, c.get("align", "left")) for c in columns
            ]
            rows.append({"height": 0, "cells": cells})
        while len(rows) <= spec.get("min_rows", 0):
            rows.append({"height": 0, "cells": [_cell("text", "", 1) for _ in columns]})
        return {"b": "grid", "widths": [c["width"] for c in columns], "header": True, "rows": rows}


def _glue(head: str, tail: str) -> str:
    """Two pieces of text as one; a sentence taken from a form may already end as the layout goes on."""
    doubled = tail[:1] in ("。", "，", "；", "、", "）") and head.endswith(("。", "；"))
    return (head[:-1] if doubled else head) + tail


def _cell(kind: str, text: str, span: int, align: str = "left") -> dict[str, Any]:
    return {"k": kind, "lines": text.split("\n"), "span": span, "align": align}


def fill(layout: Layout, context: Mapping[str, Any]) -> Sheet:
    """Put a paper's content, as it was settled in JSON, into its layout.

    Raises FieldsMissing with one fault for each field that is required and absent, or is of another type.
    """
    filler = _Filler(layout, context)
    tree = layout.tree
    sheet = Sheet(
        kind=layout.kind,
        heading=filler.text(tree.get("heading", layout.title), None, "标题"),
        organ=filler.text(tree.get("organ"), None, "发文机关"),
        number=filler.text(tree.get("number"), None, "文号"),
        page_signs=tuple(tree.get("page_signs", ())),
        blocks=tuple(filler.blocks(tree["blocks"], None, "正文")),
    )
    if filler.faults:
        raise FieldsMissing(layout.name, list(filler.faults.values()))
    return sheet
