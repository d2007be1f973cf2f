"""Templates show. Fragments stand alone, and nothing runs that the page's policy would not let run."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.house.sources import files, named

PATTERNS = {
    "an inline script; put it into a file under static/": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"'](application/json|importmap)[\"'])[^>]*>", re.IGNORECASE
    ),
    "an on… handler; listen in a script file, or use htmx": re.compile(
        r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE
    ),
    "a <style> block; styles live in the components' style sheet": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a javascript: address": re.compile(r"=\s*[\"']javascript:", re.IGNORECASE),
}
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
POSTING = re.compile(r"<([a-z]+)\b([^>]*\bhx-post=[^>]*)>", re.IGNORECASE)


def pages() -> list[Path]:
    return [p for p in files(".html") if "templates" in p.parts]


def offences(text: str, *, fragment: bool = False) -> list[str]:
    """What a template does that it should not."""
    text = COMMENT.sub("", text)
    found = [what for what, pattern in PATTERNS.items() if pattern.search(text)]
    if fragment and "{% extends" in text:
        found.append("a fragment that extends a page; include it from the page instead")
    found += [
        f"hx-post on <{tag}>; put it on a real <form action=…>, so that it works without scripts"
        for tag, rest in POSTING.findall(text)
        if tag.lower() != "form" and "formaction" not in rest
    ]
    return found


def test_templates_keep_our_manners() -> None:
    found = {
        named(path): bad
        for path in pages()
        if (bad := offences(path.read_text(encoding="utf-8"), fragment=path.name.startswith("_")))
    }
    assert not found, found


@pytest.mark.parametrize("path", pages(), ids=named)
def test_every_template_stands_alone(path: Path) -> None:
    """It compiles by itself: each tag that it uses is loaded in it, not in the page that includes it."""
    parts = path.parts
    get_template("/".join(parts[len(parts) - parts[::-1].index("templates") :]))


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<button type="button" onclick="go()">',
        "<style>p{}</style>",
        '<a href="javascript:void(0)">',
        '<button hx-post="/x/">',
    ],
)
def test_an_offence_is_seen(bad: str) -> None:
    assert offences(bad)


def test_what_is_allowed_is_let_through() -> None:
    good = (
        '<script src="x.js" defer></script><script type="application/json">{}</script>'
        '<form method="post" action="/x/" hx-post="/x/"><input name="only"></form>'
    )
    assert not offences(good)
    assert offences('{% extends "ui/page.html" %}', fragment=True)
