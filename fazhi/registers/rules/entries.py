"""Whether the data of an entry are what its register holds, in sentences an officer can act on."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from fazhi.registers.rules import kinds
from fazhi.registers.rules.kinds import RegisterKind


@lru_cache(maxsize=32)
def _validator(key: str) -> Draft202012Validator:
    kind = kinds.of(key)
    assert kind is not None, key
    return Draft202012Validator(dict(kind.schema))


def faults(kind: RegisterKind, data: Mapping[str, Any]) -> list[str]:
    """Everything wrong with the data of an entry; empty when they fit."""
    found = sorted(
        _validator(kind.key).iter_errors(dict(data)), key=lambda e: [str(p) for p in e.absolute_path]
    )
    sentences = [_sentence(kind, error) for error in found]
    return sentences or kind.beyond(data)


def _sentence(kind: RegisterKind, error: ValidationError) -> str:
    where = _place(kind, list(error.absolute_path))
    match error.validator:
        case "required":
            asked: Any = error.validator_value
            given: Any = error.instance
            properties: Any = error.schema
            names = [properties["properties"][key].get("title", key) for key in asked if key not in given]
            return f"{where}缺少{'、'.join(names)}。"
        case "additionalProperties":
            return f"{where}有不认识的项。"
        case "enum":
            return f"{where}不在可选范围内。"
        case "pattern":
            return f"{where}的写法不对：“{str(error.instance)[:20]}”。"
        case "minLength" | "minItems":
            return f"{where}不能为空。"
        case "maxLength" | "maxItems":
            return f"{where}太长。"
        case _:
            return f"{where}的类型不对。"


def _place(kind: RegisterKind, path: list[str | int]) -> str:
    schema: Any = kind.schema
    words = []
    for part in path:
        if isinstance(part, int):
            schema = schema.get("items", {})
            words.append(f"第{part + 1}项")
        else:
            schema = schema.get("properties", {}).get(part, {})
            words.append(schema.get("title", part))
    return "".join(words)
