"""What every procedure can do without saying so, joined to a definition."""

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fazhi.procedures.definition import ENDED
from fazhi.procedures.loading import Loader

SOURCE = Path(__file__).with_name("universal.yaml")
NEED_A_BASIS = ("suspend", "resume")


@cache
def _universal() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(SOURCE.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506
    return loaded


def keys() -> frozenset[str]:
    """Keys of the universal actions."""
    return frozenset(_universal()["actions"])


def complete(raw: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The mapping with universal roles, stages and actions added, and the keys of the actions added.

    A definition's own entry of the same key wins. `return` and `withdraw` may lead to any stage of the definition
    that is neither final nor an exit; the engine then allows only stages already passed.
    """
    base = copy.deepcopy(_universal())
    whole = copy.deepcopy(dict(raw))
    whole.setdefault("forms", {})
    narrowed: dict[str, Any] = whole.get("universal", {})
    forbidden: dict[str, Any] = whole.get("forbid", {})
    whole["roles"] = base["roles"] | whole["roles"]
    added = {}
    for key, action in base["actions"].items():
        if key in whole["actions"] or key in forbidden:
            continue
        action |= narrowed.get(key, {})
        if key in NEED_A_BASIS and not action["basis"]:
            continue
        if isinstance(action["to"], dict):
            open_stages = [k for k, s in whole["stages"].items() if not s.get("final") and not s.get("exit")]
            action["to"]["among"] = open_stages
        added[key] = action
    if any(action["to"] == ENDED for action in added.values()):
        whole["stages"] = dict(whole["stages"]) | {
            k: v for k, v in base["stages"].items() if k not in whole["stages"]
        }
    whole["actions"] = dict(whole["actions"]) | added
    return whole, frozenset(added)
