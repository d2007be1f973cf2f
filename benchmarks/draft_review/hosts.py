"""Real texts that carry the faults, and clean ones to be quiet about; read in place, never copied."""

import os
import random
import re
from pathlib import Path

SHARED = Path(os.environ.get("FAZHI_REAL_INPUT", Path(__file__).resolve().parents[3] / "shared" / "data"))
SEED = 20261122


def present() -> bool:
    """Whether the real texts are on this machine."""
    return (SHARED / "laws").is_dir()


def laws(count: int, seed: int = SEED) -> list[Path]:
    """So many law texts of every kind, drawn by a fixed seed."""
    found = sorted((SHARED / "laws").rglob("*.md"))
    # Commented court cases tell of faults that others made.
    found = [path for path in found if "案例" not in path.parts]
    return random.Random(seed).sample(found, min(count, len(found)))


def documents() -> list[Path]:
    """Real documents below rules: State Council plans and yearly reports."""
    return sorted([*(SHARED / "bench" / "plans").glob("*.txt"), *(SHARED / "reports").glob("*.txt")])


def text_of(path: Path) -> str:
    """A text without the marks of its Markdown."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"(?m)^#+\s*|<!--.*?-->", "", text)


def hosts(count: int) -> list[str]:
    """Stretches of some articles of local and administrative regulations, without liability chapters."""
    rng = random.Random(SEED)
    found: list[str] = []
    for path in laws(count * 6, SEED + 1):
        if not {"行政法规", "DLC", "部门规章"} & set(path.parts):
            continue
        text = text_of(path)
        articles = re.split(r"(?m)^(?=第[一二三四五六七八九十百]+条\s)", text)[1:]
        if len(articles) < 14:
            continue
        start = rng.randrange(2, len(articles) - 11)
        found.append("\n".join(" ".join(a.split(" ", 1)).strip() for a in articles[start : start + 8]))
        if len(found) == count:
            break
    return found


def planted(host: str, fault: str, rng: random.Random) -> tuple[str, int]:
    """The host with the fault as a paragraph of its own after one of the articles, and where it begins."""
    ends = [m.end() for m in re.finditer(r"。\n(?=第[一二三四五六七八九十百]+条)", host)]
    place = rng.choice(ends) if ends else len(host)
    return host[:place] + fault + "\n" + host[place:], place
