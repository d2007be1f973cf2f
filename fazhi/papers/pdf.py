"""Sheets as PDF, set by Typst with no font but those given, so that the same sheet gives the same bytes everywhere."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

from fazhi.papers.filling import Sheet

_TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"
_TITLE_FONTS = frozenset({"fzxiaobiaosong-b05s", "fzxiaobiaosong-b05", "方正小标宋简体"})
# One compiler serves every request: a new one would read some 20 MB of fonts again.
_drawing = Lock()


@lru_cache(maxsize=4)
def _compiler(folder: str) -> tuple[typst.Compiler, bool]:
    """A compiler that knows the packaged fonts and those in `folder`, and whether a 小标宋 is among them."""
    places = [str(Path(pylopdf_fonts_zh_cn.__file__).parent), *([folder] if folder else [])]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=places)
    has_title_font = any(family.lower() in _TITLE_FONTS for family in fonts.families())
    return typst.Compiler(str(_TEMPLATE), font_paths=fonts, ignore_system_fonts=True), has_title_font


def draw(sheet: Sheet, at: datetime) -> bytes:
    """The sheet as PDF/A-2b. `at` is the creation time written into the file."""
    with _drawing:
        compiler, has_title_font = _compiler(str(settings.PAPER_FONTS or ""))
        drawn = compiler.compile(
            format="pdf",
            sys_inputs={
                "sheet": json.dumps(asdict(sheet), ensure_ascii=False),
                "thin": json.dumps({"title": not has_title_font}),
            },
            pdf_standards="a-2b",
            timestamp=int(at.timestamp()),
        )
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no PDF.")
    return drawn
