"""What a first visit costs, and what the scripts may not do."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

import fazhi.ui

STATIC = Path(fazhi.ui.__file__).parent / "static" / "ui"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
FIRST_VISITS = {
    "login": ["fazhi.css", "fazhi.js"],
    "desk": ["fazhi.css", "fazhi.js", "htmx"],
    "portal": ["fazhi.css", "figures.css", "portal.css", "fazhi.js"],
}
LARGEST = ["fazhi.css", "matter.css", "figures.css", "fazhi.js", "forms.js", "htmx"]


def bytes_of(name: str) -> bytes:
    return (HTMX if name == "htmx" else STATIC / name).read_bytes()


@pytest.mark.parametrize("names", FIRST_VISITS.values(), ids=FIRST_VISITS)
def test_a_first_visit_is_under_100_kb_even_unpacked(names: list[str]) -> None:
    assert sum(len(bytes_of(name)) for name in names) < 100 * 1024


def test_the_heaviest_page_is_under_50_kb_on_the_line() -> None:
    assert sum(len(gzip.compress(bytes_of(name))) for name in LARGEST) < 50 * 1024


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda p: p.name)
def test_scripts_keep_within_the_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < 15 * 1024
    assert not re.search(r"\beval\(|new Function\(|\.on(click|change|submit|load)\s*=|javascript:", text)


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda p: p.name)
def test_styles_use_known_tokens_and_load_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = set(re.findall(r"(--fz-[\w-]+)\s*:", (STATIC / "fazhi.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\((--fz-[\w-]+)", text)) <= known
    assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", text)
    assert text.count("{") == text.count("}")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["#ffffff", "wash", "blue-wash", "green-wash"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "blue", "red", "amber", "green"])
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    tokens = dict(re.findall(r"--fz-([\w-]+): (#\w{6});", (STATIC / "fazhi.css").read_text(encoding="utf-8")))
    dark, light = luminance(tokens[ink]), luminance(tokens.get(ground, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
