from typing import Any

from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict


def needs_check(facts: Any, act: Act) -> Verdict:
    return Allowed(note="疑难") if facts.is_hard else Refused("并非疑难", "测试法#9")


def has_been_told(facts: Any, act: Act) -> Verdict:
    return Allowed("测试法#5") if facts.told else Refused("尚未告知", "测试法#5", "先办理告知")


def fee_is_moderate(facts: Any, act: Act) -> Verdict:
    fee = act.form.get("fee")
    if fee is None:
        return NotApplicable()
    return Refused("费用不得超过一百元", "测试法#7", field="fee") if fee > 100 else Allowed()


def finish_or_drop(facts: Any, act: Act) -> str:
    return "dropped" if act.form.get("dropped") else "done"
