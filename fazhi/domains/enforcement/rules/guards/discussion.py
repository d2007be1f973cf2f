"""集体讨论: when the heads decide together, and what is kept of it."""

from fazhi.domains.enforcement.rules.facts import PenaltyFacts
from fazhi.domains.enforcement.rules.guards.notice import hearing_owed
from fazhi.domains.enforcement.rules.guards.officers import named_in
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict


def needs_discussion(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the heads must discuss together before the decision.

    The Act does not say what is 重大; a penalty that gives a right to a hearing is taken as such, as local rules
    usually do (unverified).

    Basis: 《行政处罚法》第五十七条第二款（对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定）
    """
    basis = "《行政处罚法》第五十七条第二款"
    if facts.is_complex:
        return Allowed(basis=basis, note="情节复杂")
    if facts.is_major:
        return Allowed(basis=basis, note="重大违法行为")
    reasons = hearing_owed(facts, act)
    if reasons:
        return Allowed(basis=basis, note=f"拟给予较重处罚：{'、'.join(reasons)}")
    return Refused("不属于情节复杂或者重大违法行为", basis=basis)


def discussed_if_needed(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a decision that the heads must take together was discussed.

    Basis: 《行政处罚法》第五十七条第二款
    """
    basis = "《行政处罚法》第五十七条第二款"
    if not needs_discussion(facts, act):
        return NotApplicable("不属于应当集体讨论的情形", basis=basis)
    if facts.discussed_on is None:
        return Refused(
            "情节复杂或者重大违法行为，须经行政机关负责人集体讨论", basis=basis, cure="请先登记集体讨论情况"
        )
    return Allowed(basis=basis, note=f"{facts.discussed_on:%Y年%-m月%-d日}集体讨论")


def enough_members(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether enough heads took part in the discussion.

    Basis: 《行政处罚法》第五十七条第二款（集体讨论）；人数为本平台默认，地方另有规定的从其规定（未核对）
    """
    basis = "《行政处罚法》第五十七条第二款"
    members = named_in(act, "members")
    least = int(act.terms.amount("discussion.members", act.day))
    if len(members) < least:
        return Refused(
            f"集体讨论至少{least}人参加，现在只有{len(members)}人",
            basis=basis,
            cure="请补充参加讨论的负责人",
            field="members",
        )
    return Allowed(basis=basis)


def views_of_all(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the view of each member is written down, one line each: 姓名：意见.

    Basis: 《行政处罚法》第五十七条第二款、第四十七条（全过程记录）
    """
    basis = "《行政处罚法》第五十七条第二款、第四十七条"
    spoke = set(views(str(act.form.get("views") or "")))
    missing = [p.name for p in named_in(act, "members").values() if p.name not in spoke]
    if missing:
        return Refused(
            f"没有记录{'、'.join(missing)}的意见",
            basis=basis,
            cure="请每行一人，写作“姓名：意见”",
            field="views",
        )
    return Allowed(basis=basis)


def views(text: str) -> dict[str, str]:
    """Lines of 姓名：意见 as a mapping, in order; lines of another shape are left out."""
    found = {}
    for line in text.splitlines():
        name, mark, view = line.strip().replace(":", "：", 1).partition("：")
        if mark and name.strip() and view.strip():
            found[name.strip()] = view.strip()
    return found
