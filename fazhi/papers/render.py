"""A paper as bytes: drawn from its settled content and the layout it was drawn up by, the same each time."""

import json

from fazhi.papers import layouts
from fazhi.papers import pdf as _pdf
from fazhi.papers import word as _word
from fazhi.papers.filling import Sheet, fill
from fazhi.papers.models import Paper


def docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    return _word.draw(sheet_of(paper), paper.made_at)


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF file, PDF/A-2b for long keeping."""
    return _pdf.draw(sheet_of(paper), paper.made_at)


def sheet_of(paper: Paper) -> Sheet:
    """The filled layout behind the paper, in the edition in which it was drawn up."""
    edition = paper.template_digest
    return fill(layouts.read_back(edition.name, edition.source), json.loads(paper.data))
