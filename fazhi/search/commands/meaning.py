"""Vectors brought in step with the index, and told of in a sentence."""

from pathlib import Path

# How long an import or a rebuild encodes new texts before it leaves the rest to `fazhi search encode`; the seed's
# vectors ship with the program.
PATIENCE_SECONDS = 120.0


def bring(home: Path, seconds: float | None) -> str:
    """Give the articles of the index vectors, encoding for at most `seconds`, with a bar; what was done, in words."""
    from tqdm import tqdm

    from fazhi.search import semantic
    from fazhi.search.semantic.laws import follow

    with tqdm(desc="语义编码", unit="条", leave=False, disable=None) as bar:

        def say(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        made = follow(home, seconds=seconds, say=say)
    if made is None:
        return semantic.missing()
    told = f"语义向量：{made.held}条有向量，其中本次编码{made.encoded}条"
    rest = f"；另有{made.waiting}条尚未编码，暂按词语排序，运行 fazhi search encode 可以编完"
    return told + (rest if made.waiting else "") + "。"
