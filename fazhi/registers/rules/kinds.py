"""The kinds of registers, each with the schema of its entries and the columns of its sheet.

Another room adds its own with `register`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from fazhi.registers.rules.sheets import Column, amount, day, one_of, text, yes_no

Sentence = str


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One kind of register.

    `schema` is a JSON schema of an entry's data. `lines` names the list within the data of which every member takes a
    row of its own. `beyond` tells what no schema can: sentences about data that are well formed but impossible.
    """

    key: str
    title: str
    basis: str
    schema: Mapping[str, Any]
    columns: Sequence[Column]
    lines: str = ""
    beyond: Callable[[Mapping[str, Any]], list[Sentence]] = lambda data: []
    is_public: bool = True


SHARED: Final = (
    Column("编号", "code", text(40), required=True, note="同一编号的各行是同一条"),
    Column("名称", "title", text(200), required=True),
    Column("施行日期", "valid_from", day, required=True),
    Column("失效日期", "valid_to", day, note="空白表示长期有效"),
)
UNITS: Final = {"yuan": "元", "multiple": "倍", "percent": "百分比"}
GRADES: Final = {
    "slight": "轻微",
    "lighter": "从轻",
    "ordinary": "一般",
    "heavier": "从重",
    "grave": "特别严重",
}
WEIGHTS: Final = {"mitigated": "减轻", "lighter": "从轻", "ordinary": "一般", "heavier": "从重"}
_NUMBER: Final = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}
_WORDS: Final = {"type": "string", "minLength": 1, "maxLength": 500}

BENCHMARK_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["domain", "act", "law_basis", "grades", "source", "sample"],
    "additionalProperties": False,
    "properties": {
        "domain": {"type": "string", "maxLength": 40, "title": "领域"},
        "act": {**_WORDS, "title": "违法行为"},
        "law_basis": {**_WORDS, "title": "处罚依据"},
        "law_min": {**_NUMBER, "title": "法定下限"},
        "law_max": {**_NUMBER, "title": "法定上限"},
        "base": {"type": "string", "maxLength": 200, "title": "倍数的计算基数"},
        "source": {"type": "string", "maxLength": 300, "title": "来源"},
        "sample": {"type": "boolean", "title": "样例"},
        "grades": {
            "type": "array",
            "title": "档次",
            "minItems": 1,
            "maxItems": 20,
            "items": {
                "type": "object",
                "required": ["key", "label", "condition", "min", "max", "kind"],
                "additionalProperties": False,
                "properties": {
                    "key": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "title": "档次代号"},
                    "label": {"type": "string", "minLength": 1, "maxLength": 40, "title": "档次"},
                    "condition": {**_WORDS, "title": "适用条件"},
                    "min": {**_NUMBER, "title": "下限"},
                    "max": {**_NUMBER, "title": "上限"},
                    "kind": {"enum": list(UNITS), "title": "计算单位"},
                    "weight": {"enum": list(WEIGHTS), "title": "从轻从重"},
                },
            },
        },
    },
}


def benchmark_faults(data: Mapping[str, Any]) -> list[Sentence]:
    """What is impossible in a benchmark: a floor above its ceiling, a grade beyond the law, two grades of one name.

    A grade that mitigates may lie below the statutory floor, never above the ceiling.
    Basis: 《行政处罚法》第三十二条、第三十四条
    """
    found: list[Sentence] = []
    low, high = (Decimal(data[k]) if k in data else None for k in ("law_min", "law_max"))
    if low is not None and high is not None and low > high:
        found.append(f"法定下限{low}大于法定上限{high}。")
    keys = [grade["key"] for grade in data["grades"]]
    found += [f"档次“{key}”出现了两次。" for key in dict.fromkeys(keys) if keys.count(key) > 1]
    for grade in data["grades"]:
        floor, ceiling = Decimal(grade["min"]), Decimal(grade["max"])
        if floor > ceiling:
            found.append(f"档次“{grade['label']}”的下限{floor}大于上限{ceiling}。")
        if high is not None and ceiling > high:
            found.append(f"档次“{grade['label']}”的上限{ceiling}超过法定上限{high}。")
        if low is not None and floor < low and grade.get("weight") != "mitigated":
            found.append(
                f"档次“{grade['label']}”的下限{floor}低于法定下限{low}，只有减轻处罚的档次可以低于法定下限。"
            )
    return found


BENCHMARK: Final = RegisterKind(
    key="discretion_benchmark",
    title="行政处罚裁量权基准",
    basis="《行政处罚法》第三十四条",
    schema=BENCHMARK_SCHEMA,
    columns=(
        *SHARED,
        Column("领域", "domain", text(40), required=True),
        Column("违法行为", "act", text(500), required=True),
        Column("处罚依据", "law_basis", text(500), required=True),
        Column("法定下限", "law_min", amount),
        Column("法定上限", "law_max", amount),
        Column("倍数的计算基数", "base", text(200)),
        Column("来源", "source", text(300)),
        Column("样例", "sample", yes_no),
        Column("档次代号", "key", text(40), required=True, of_line=True, note="如 slight、ordinary、heavier"),
        Column("档次", "label", text(40), required=True, of_line=True),
        Column("适用条件", "condition", text(500), required=True, of_line=True),
        Column("下限", "min", amount, required=True, of_line=True),
        Column("上限", "max", amount, required=True, of_line=True),
        Column("计算单位", "kind", one_of(UNITS), required=True, of_line=True, words=UNITS),
        Column("从轻从重", "weight", one_of(WEIGHTS), of_line=True, words=WEIGHTS),
    ),
    lines="grades",
    beyond=benchmark_faults,
)

CATALOGUE: Final = RegisterKind(
    key="legality_review_catalogue",
    title="重大执法决定法制审核目录",
    basis="《行政处罚法》第五十八条；国办发〔2018〕118号",
    schema={
        "type": "object",
        "required": ["domain", "decision", "condition", "law_basis"],
        "additionalProperties": False,
        "properties": {
            "domain": {"type": "string", "maxLength": 40, "title": "领域"},
            "decision": {**_WORDS, "title": "决定种类"},
            "condition": {**_WORDS, "title": "应当审核的情形"},
            "threshold": {**_NUMBER, "title": "金额标准（元）"},
            "law_basis": {**_WORDS, "title": "依据"},
            "materials": {"type": "string", "maxLength": 500, "title": "送审材料"},
            "source": {"type": "string", "maxLength": 300, "title": "来源"},
            "sample": {"type": "boolean", "title": "样例"},
        },
    },
    columns=(
        *SHARED,
        Column("领域", "domain", text(40), required=True),
        Column("决定种类", "decision", text(500), required=True),
        Column("应当审核的情形", "condition", text(500), required=True),
        Column("金额标准（元）", "threshold", amount),
        Column("依据", "law_basis", text(500), required=True),
        Column("送审材料", "materials", text(500)),
        Column("来源", "source", text(300)),
        Column("样例", "sample", yes_no),
    ),
)

_kinds: dict[str, RegisterKind] = {kind.key: kind for kind in (BENCHMARK, CATALOGUE)}


def register(kind: RegisterKind) -> None:
    """Add a kind of register; called from a room's `ready`. The same key again replaces it."""
    _kinds[kind.key] = kind


def of(key: str) -> RegisterKind | None:
    """The kind of that key, if there is one."""
    return _kinds.get(key)


def every() -> Sequence[RegisterKind]:
    """Every kind, in the order of their registration."""
    return tuple(_kinds.values())
