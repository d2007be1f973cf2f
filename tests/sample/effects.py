from typing import Any

from fazhi.kernel.acts import Act


def name_errand(row: Any, act: Act, do: Any) -> None:
    do.name(row.subject, "跑腿")


def stamp_told(row: Any, act: Act, do: Any) -> None:
    row.told_on = act.day


def explode(row: Any, act: Act, do: Any) -> None:
    raise RuntimeError("the effect broke")
