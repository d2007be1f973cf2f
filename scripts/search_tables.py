"""Writes the tables that search ships in fazhi/search/data, from a filled law library and two dictionaries.

    lexicon.txt      words of the law that the segmenter's own dictionary lacks: titles, defined terms, headings,
                     and pairs of words that stand together far more often than chance would have it
    vocabulary.txt   words that national law uses often, with those of the lexicon: what a slip of the keyboard meant
    pinyin.txt       each syllable with the characters that are read so, for slips of the keyboard
    traditional.txt  traditional characters, each followed by the simplified one; those that simplified text also
                     uses, such as 著 in 著作权, are left alone

The packages opencc (Apache-2.0) and pypinyin (MIT) must be at hand; neither is needed to search. The same library
gives the same tables: nothing is drawn by lot.

Usage: FAZHI_HOME=… python scripts/search_tables.py
"""

import math
import os
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "fazhi" / "search" / "data"
NATIONAL = ("law", "constitution", "administrative_regulation", "judicial_interpretation")
MOST_WORDS = 5000
LEAST_PAIRS = 40
LEAST_BOND = 4.0
OFTEN = 20
LONGEST = 8
HAN = re.compile(r"[一-鿿]+")
SHORT = re.compile(r"(?:以下(?:简称|统称)|简称)[“\"]?([一-鿿]{2,10})[”\"]?[)）]")
CALLED = re.compile(
    r"本(?:法|条例|规定|办法|解释|规则|细则)所称(?:的)?[“\"]?([一-鿿]{2,8}?)[”\"]?(?:，|,|是指|包括|指)"
)
DIVISION = re.compile(r"^第[一二三四五六七八九十百零]+(?:分编|编|章|节)\s*", re.MULTILINE)
PARTS = re.compile(r"[、和与及，（）\s]|的|以及")
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FA5
# Words that may stand at the edge of a phrase without belonging to it.
LOOSE = re.compile(r"[的了和或者及与在以对于由将被其之为是有不等该本各所应当可款项条]")


def lexicon(rows: Iterable[tuple[str, str, str]]) -> tuple[list[str], list[str]]:
    """The lexicon and the vocabulary.

    Rows are short title, division and text.
    """
    import rjieba

    titles: set[str] = set()
    terms: Counter[str] = Counter()
    divisions: set[tuple[str, str]] = set()
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for title, chapter, text in rows:
        titles.add(title)
        divisions.add((title, chapter))
        terms.update(found[1] for pattern in (SHORT, CALLED) for found in pattern.finditer(text))
        for run in HAN.findall(text):
            words = rjieba.cut(run, hmm=False)
            single.update(words)
            pairs.update(pairwise(words))
    headings = Counter(
        part
        for _, chapter in sorted(divisions)
        for part in PARTS.split(DIVISION.sub("", chapter))
        if HAN.fullmatch(part)
    )
    total = single.total()
    bound = [
        (count, first + second)
        for (first, second), count in pairs.items()
        if count >= LEAST_PAIRS
        and len(first + second) <= LONGEST
        and not LOOSE.search(first[0] + first[-1] + second[0] + second[-1])
        and math.log(count * total / (single[first] * single[second])) >= LEAST_BOND
    ]
    found = [title for title in sorted(titles) if 3 <= len(title) <= 12 and HAN.fullmatch(title)]
    found += [term for term, _ in terms.most_common()]
    found += [part for part, count in headings.most_common() if count >= 2 and 2 <= len(part) <= LONGEST]
    found += [word for _, word in sorted(bound, reverse=True)]
    own = [word for word in dict.fromkeys(found) if len(word) >= 3 and not rjieba.has_word(word)][:MOST_WORDS]
    often = [
        word
        for word, count in single.most_common()
        if count >= OFTEN and len(word) >= 3 and HAN.fullmatch(word)
    ]
    return sorted(own), sorted({*own, *often, *(title for title in titles if 2 <= len(title) <= LONGEST)})


def syllables() -> dict[str, str]:
    """Each toneless syllable with its characters, those that the national standard of 1980 holds."""
    import pypinyin

    found: dict[str, str] = {}
    for code in range(FIRST_HAN, LAST_HAN + 1):
        sign = chr(code)
        if _is_common(sign):
            (reading,) = pypinyin.lazy_pinyin(sign)
            found[reading] = found.get(reading, "") + sign
    return found


def simplified() -> list[str]:
    """Pairs of a traditional character and its simplified one."""
    import opencc

    turn = opencc.OpenCC("t2s").convert
    signs = [chr(code) for code in range(FIRST_HAN, LAST_HAN + 1)]
    return [f"{sign}{turn(sign)}" for sign in signs if not _is_common(sign) and turn(sign) != sign]


def _is_common(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    from fazhi.law.models import Article

    held = Article.objects.filter(edition__law__level__in=NATIONAL).order_by("edition_id", "position")
    words, vocabulary = lexicon(held.values_list("edition__law__key", "chapter", "text").iterator())
    (DATA / "lexicon.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    (DATA / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    lines = [f"{reading} {signs}" for reading, signs in sorted(syllables().items())]
    (DATA / "pinyin.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (DATA / "traditional.txt").write_text("\n".join(simplified()) + "\n", encoding="utf-8")
    print(f"词{len(words)}个，音节{len(lines)}个")


if __name__ == "__main__":
    main()
