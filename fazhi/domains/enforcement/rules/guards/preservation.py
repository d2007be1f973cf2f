"""先行登记保存: things that may be lost are registered and kept as evidence."""

from fazhi.domains.enforcement.rules.facts import PreservationFacts
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, Refused, Verdict

BASIS = "《行政处罚法》第五十六条"


def evidence_may_be_lost(facts: PreservationFacts, act: Act) -> Verdict:
    """Whether it is said why the evidence may be lost or hard to get later.

    Basis: 《行政处罚法》第五十六条（在证据可能灭失或者以后难以取得的情况下，经行政机关负责人批准，可以先行登记保存）
    """
    if not str(act.form.get("reason") or facts.reason).strip():
        return Refused(
            "没有写明证据可能灭失或者以后难以取得的情况", basis=BASIS, cure="请写明理由", field="reason"
        )
    return Allowed(basis=BASIS)


def things_listed(facts: PreservationFacts, act: Act) -> Verdict:
    """Whether the things are listed.

    Basis: 《行政处罚法》第五十六条、第四十七条（全过程记录）
    """
    if not str(act.form.get("things") or facts.things).strip():
        return Refused("没有列明登记保存的物品", basis=BASIS, cure="请逐项填写物品清单", field="things")
    return Allowed(basis=BASIS)


def disposed_in_time(facts: PreservationFacts, act: Act) -> Verdict:
    """Never refuses: a disposal after seven working days is still due, and stays on record as late.

    The Act does not name the day from which to count; here it is that of the registration (engine choice).

    Basis: 《行政处罚法》第五十六条（应当在七日内及时作出处理决定）、第八十五条
    """
    clock = act.matter.clocks.get("dispose")
    if clock is not None and clock.due_on is not None and act.day > clock.due_on:
        return Allowed(basis=BASIS, note=f"已超过{clock.due_on:%Y年%-m月%-d日}的处理期限，请立即处理")
    return Allowed(basis=BASIS)
