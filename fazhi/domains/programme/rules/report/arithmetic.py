"""Sums and rounding as people do them on paper."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from fazhi.kernel.quantities import plain


def places(value: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def agrees(computed: Decimal, stated: Decimal) -> bool:
    """Whether `stated` is `computed` rounded, or cut off, to the decimals it is written with: 98 for 97.8, 83.4 for 83.37."""
    step = Decimal(1).scaleb(-places(stated))
    return stated in {computed.quantize(step, ROUND_HALF_UP), computed.quantize(step, ROUND_DOWN)}


def shown(value: Decimal, decimals: int = 3) -> str:
    """A computed value for a reader: at most three decimals."""
    return plain(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def topmost(parts: Sequence[Decimal]) -> list[int]:
    """The places of the members that are no part of the member before them: of 78, 78, 0, 6414 the first and the last.

    A member holds those right behind it when two or more of them add up to it.
    """
    kept: list[int] = []
    n = 0
    while n < len(parts):
        kept.append(n)
        running, inside = Decimal(0), n
        for k in range(n + 1, len(parts)):
            running += parts[k]
            if running > parts[n]:
                break
            if running == parts[n] and k > n + 1:
                inside = k
        n = inside + 1
    return kept
