"""Rendering as a page does it, with nothing in the context but what a test gives."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import Context, engines
from django.test import RequestFactory

VOID = {"input", "img", "meta", "link", "br", "hr", "path", "rect", "circle"}


class Page(HTMLParser):
    """The elements of a page, each with its attributes and the text within it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str = "", **attributes: str) -> list[dict[str, str]]:
        """Elements of that tag whose attributes have these values; `class_` and `for_` stand for class and for."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            given
            for name, given in self.elements
            if (not tag or name == tag)
            and all(
                value in given.get(key, "").split() or given.get(key) == value
                for key, value in wanted.items()
            )
        ]


Render = Callable[..., Page]


@pytest.fixture
def render() -> Render:
    """`render("shell/desk.html", today=…)`, or `render("{% load fz %}…", …)` for a piece of template."""

    def page(source: str, /, **context: Any) -> Page:
        engine = engines["django"].engine
        template = engine.get_template(source) if source.endswith(".html") else engine.from_string(source)
        return Page(template.render(Context({"request": RequestFactory().get("/"), **context})))

    return page
