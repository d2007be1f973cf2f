"""Questions with answers that need nobody's labels: sentences of rules that cite an article of a law.

A sentence of an interpretation, a regulation or a case that cites 《某法》第几条 is a question once the citation is cut
out; the cited article answers it, when a quarter of the sentence's pairs of characters stand in the article.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi.kernel.numerals import from_chinese

_STATE = "中华人民共和国"
_N = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"第({_N})条(?:之([一二三四五六七八九十]))?")
_OPENING = re.compile(rf"^(?:第{_N}条(?:之[一二三四五六七八九十])?|[（(]?(?:{_N}|\d+)[)）、.．]|[#*\s　-]+)+")
_LEFT_OVER = re.compile(r"[《》]|(?:依照|根据|依据|按照|适用|符合|违反|属于)?(?:的规定|规定的)")
_HEAD_END = "<!-- INFO END -->"
_SHARE, _SHORTEST, _LONGEST = 0.25, 12, 300


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the keys of the articles that answer it; `source` is the text it was taken from."""

    question: str
    answers: tuple[int, ...]
    source: str


def pairs(folder: Path, articles: Mapping[tuple[str, str], tuple[int, str]]) -> list[Pair]:
    """All pairs of the texts below `folder`, in their order; `articles` gives key and text by short title and number."""
    names = sorted(
        {name for name, _ in articles if name.endswith(("法", "典", "条例"))}, key=len, reverse=True
    )
    cited = re.compile(
        rf"《?(?:{_STATE})?(?P<law>{'|'.join(map(re.escape, names))})(?:》|（[^）]*）|\([^)]*\))*"
        rf"(?P<rest>(?:第{_N}条(?:之[一二三四五六七八九十])?(?:第?{_N}款)?(?:第?[（(]?{_N}[)）]?项)?"
        rf"(?:[、，和或及与至到的]|以及|或者)*)+)"
    )
    seen: dict[tuple[str, tuple[int, ...]], Pair] = {}
    for path in sorted(folder.rglob("*.md")):
        own = path.stem.split("(")[0].removeprefix(_STATE)
        for sentence in _sentences(path):
            pair = _pair(sentence, cited, articles, own, path.stem)
            if pair is not None:
                seen.setdefault((pair.question, pair.answers), pair)
    return list(seen.values())


def _sentences(path: Path) -> Iterator[str]:
    body = path.read_text(encoding="utf-8", errors="ignore").split(_HEAD_END)[-1]
    return (one for one in re.split(r"[\n。]", body) if "第" in one and "条" in one)


def _pair(
    sentence: str,
    cited: re.Pattern[str],
    articles: Mapping[tuple[str, str], tuple[int, str]],
    own: str,
    source: str,
) -> Pair | None:
    question = _LEFT_OVER.sub("", _OPENING.sub("", cited.sub("", sentence))).strip()
    if not _SHORTEST <= len(question) <= _LONGEST:
        return None
    said = _couples(question)
    answers: set[int] = set()
    for found in cited.finditer(sentence):
        for number, of in _ARTICLE.findall(found["rest"]) if found["law"] != own else ():
            name = str(from_chinese(number)) + (f"-{from_chinese(of)}" if of else "")
            key, text = articles.get((found["law"], name), (0, ""))
            if key and len(said & _couples(text)) >= _SHARE * len(said):
                answers.add(key)
    return Pair(question, tuple(sorted(answers)), source) if answers else None


def _couples(text: str) -> set[str]:
    kept = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return {kept[at : at + 2] for at in range(len(kept) - 1)}
