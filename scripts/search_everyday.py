"""Writes fazhi/search/data/everyday.txt: words of everyday speech with the words of the law that are nearest in meaning.

    借钱 借贷 借款

Everyday words are those of a general dictionary (that of the package jieba, MIT: one word, its frequency and its kind a
line) which national law hardly uses; words of the law are those it uses often. Both are put through the encoder of the
extra `semantic`; a pair is kept when it is near enough. No list was written by hand and no question was looked at. The
same library, dictionary and encoder give the same table.

Usage: FAZHI_HOME=… python scripts/search_everyday.py DICT.TXT
"""

import os
import sys
from collections import Counter
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "fazhi" / "search" / "data"
NATIONAL = ("law", "constitution", "administrative_regulation", "judicial_interpretation")
COMMON = 60  # how often the dictionary has seen an everyday word at least
MOST_EVERYDAY, MOST_LEGAL = 14_000, 7_000
RARE, OFTEN = 6, 15  # articles: below it a word is not the law's, from it on it is
NEAR = 0.62
MOST_MEANINGS = 2
BATCH = 32
_KINDS = "vnla"
_NAMES = {"nr", "ns", "nt", "nrt", "nrfg", "nz"}


def main(dictionary: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    import numpy as np
    from django.conf import settings

    from fazhi.law.models import Article
    from fazhi.search.semantic.encoder import QUESTION
    from fazhi.search.semantic.meaning import cache_folder, encoder
    from fazhi.search.words import LEXICON, STOP_WORDS, fold, words

    held: Counter[str] = Counter()
    texts = Article.objects.filter(edition__law__level__in=NATIONAL).order_by("edition_id", "position")
    for text in texts.values_list("text", flat=True).iterator():
        held.update(set(words(fold(text))))
    known = {line.split()[0]: line.split() for line in dictionary.read_text(encoding="utf-8").splitlines()}
    spoken = sorted(
        (-int(count), word)
        for word, count, kind in known.values()
        if 2 <= len(word) <= 4
        and int(count) >= COMMON
        and kind[0] in _KINDS
        and kind not in _NAMES
        and held[word] < RARE
        and word not in STOP_WORDS
    )
    everyday = [word for _, word in spoken[:MOST_EVERYDAY]]
    terms = set(LEXICON.read_text(encoding="utf-8").split())
    legal = [
        word
        for word, count in held.most_common()
        if count >= OFTEN and 2 <= len(word) <= 6 and (word in terms or known.get(word, "  x")[2][0] in "vnl")
    ][:MOST_LEGAL]

    read = encoder(cache_folder(settings.FAZHI_HOME)).encode

    def placed(those: list[str]) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
        parts = [read(those[at : at + BATCH], QUESTION) for at in range(0, len(those), BATCH)]
        # What all words have in common says nothing of any.
        rows = np.concatenate(parts).astype(np.float32)
        rows -= rows.mean(axis=0)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    near = placed(everyday) @ placed(legal).T
    lines = []
    for place, word in enumerate(everyday):
        nearest = np.argsort(-near[place], kind="stable")[:MOST_MEANINGS]
        meant = [legal[at] for at in nearest if near[place, at] >= NEAR]
        if meant:
            lines.append(" ".join([word, *meant]))
    (DATA / "everyday.txt").write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    print(f"日常用语{len(lines)}个")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
