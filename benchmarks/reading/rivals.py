"""What can be installed to read numbers in Chinese text, asked the same question: where, and how much."""

import importlib
import re
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from fazhi.domains.programme.public import read_report
from fazhi.kernel.quantities import plain

Found = list[tuple[int, int, str]]
_RUN = re.compile(r"[0-9.零〇一二三四五六七八九十百千万亿两]+%?")


def ours(text: str) -> Found:
    """Start, end and value of every figure of a report."""
    return [(f.start, f.end, plain(f.value)) for f in read_report(text).figures]


def with_cn2an() -> Callable[[str], Found]:
    """Every run of digits and numerals, its value by cn2an. Raises ImportError where it is not installed."""
    cn2an = importlib.import_module("cn2an")

    def read(text: str) -> Found:
        return list(_runs(text, cn2an.cn2an))

    return read


def _runs(text: str, value: Callable[..., object]) -> Iterator[tuple[int, int, str]]:
    for run in _RUN.finditer(text):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                number = Decimal(str(value(run[0].removesuffix("%"), "smart")))
            except (ValueError, InvalidOperation):
                continue
        yield run.start(), run.end(), plain(number)


def with_recognizers() -> Callable[[str], Found]:
    """The number recogniser of recognizers-text-suite. Raises ImportError where it cannot be imported."""
    numbers = importlib.import_module("recognizers_number")

    def read(text: str) -> Found:
        return [
            (one.start, one.end + 1, plain(Decimal(str(one.resolution["value"]))))
            for one in numbers.recognize_number(text, "zh-cn")
        ]

    return read
