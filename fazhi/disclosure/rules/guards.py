"""May it be published, kept back, taken down? Asked by the procedure `disclosure.publication`."""

from fazhi.disclosure.rules.facts import PublicationFacts
from fazhi.disclosure.rules.items import agrees, left_open
from fazhi.disclosure.vocabulary import WithholdGround
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict


def decision_stands(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether the decision has not been changed, revoked, or found illegal or void.

    Basis: 《行政处罚法》第四十八条第二款
    """
    basis = "《行政处罚法》第四十八条第二款"
    if facts.changed_on is not None:
        return Refused("原决定已被变更、撤销、确认违法或者无效，不能公示", basis, "报请不予公开")
    return Allowed(basis)


def may_be_public(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether nothing forbids publication of this kind of decision.

    Basis: 《行政处罚法》第四十八条第一款、第五十条
    Basis: 《治安管理处罚法》第一百三十六条（治安管理处罚的记录应当予以封存）
    Basis: 《未成年人保护法》第一百零三条
    """
    if facts.forbidden:
        ground = WithholdGround(facts.forbidden)
        return Refused(f"{ground.label}，不得公开", ground.basis, "报请不予公开")
    return Allowed("《行政处罚法》第四十八条第一款")


def has_number(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether the decision bears its document number.

    Basis: 《市场监督管理行政处罚信息公示规定》第四条（公示信息摘要包括行政处罚决定书文号）
    """
    basis = "《市场监督管理行政处罚信息公示规定》第四条"
    if not facts.number:
        return Refused("稿件没有决定书文号", basis, "退回拟稿，重新生成脱敏稿")
    return Allowed(basis, facts.number)


def nothing_left_open(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether no person's number, address or name can still be read in the masked draft.

    Basis: 《行政处罚法》第五十条
    Basis: 《个人信息保护法》第三十四条
    """
    basis = "《行政处罚法》第五十条"
    if left := left_open(facts.body, facts.kept):
        return Refused(f"稿件中仍能看到{'、'.join(left)}", basis, "退回拟稿，标出应当隐去的内容")
    return Allowed(basis, "没有查出未隐去的个人信息")


def checked_by_another(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether who checks is not who drafted.

    Basis: none (house practice): two persons sign for every publication
    """
    if facts.drafter_id is not None and facts.drafter_id == act.doer.person_id:
        return Refused("拟稿人不能核对自己拟的稿", "", "由本机关另一名核对人员办理")
    return Allowed()


def not_yet_public(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether the item is not shown: what is shown comes down by taking it down, with a public reason.

    Basis: 《行政处罚法》第四十八条第二款
    """
    if facts.is_shown:
        return Refused("内容正在公示，不能改为不予公开", "《行政处罚法》第四十八条第二款", "报告变化后撤回")
    return Allowed()


def digest_is_current(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether the draft that was checked is the draft that would be published, letter by letter.

    Basis: none (house practice)
    """
    given = str(act.form.get("draft_digest") or "")
    if given != facts.draft_digest or not agrees(facts.body, given):
        return Refused("稿件在核对之后有变化，请重新核对", field="draft_digest")
    return Allowed()


def ground_fits(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether a decision with 一定社会影响 is not kept back for lack of it, and an undone one only when it is undone.

    Basis: 《行政处罚法》第四十八条第一款（具有一定社会影响的行政处罚决定应当依法公开）
    """
    ground = act.form.get("withhold_ground")
    if ground == WithholdGround.NO_SOCIAL_IMPACT and facts.is_required:
        basis = "《行政处罚法》第四十八条第一款"
        return Refused("本决定具有一定社会影响，应当公开", basis, field="withhold_ground")
    if ground == WithholdGround.UNDONE and facts.changed_on is None:
        return Refused("没有登记原决定的变化，先报告变化", field="withhold_ground")
    return Allowed()


def change_is_past(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether the day of the change is not to come.

    Basis: none (house practice)
    """
    day = act.form.get("changed_on")
    if day is not None and day > act.day:
        return Refused("变化之日不能晚于今天", field="changed_on")
    return Allowed() if day is not None else NotApplicable()


def public_words_are_clean(facts: PublicationFacts, act: Act) -> Verdict:
    """Whether a sentence that an officer writes for the public names no person's number, address or name.

    Basis: 《行政处罚法》第五十条
    """
    for field in ("removal_reason", "correction_note"):
        if left := left_open({"text": str(act.form.get(field) or "")}, facts.kept):
            said = f"公开的文字里能看到{'、'.join(left)}，请删去"
            return Refused(said, "《行政处罚法》第五十条", field=field)
    return Allowed("《行政处罚法》第五十条")


def after_report(facts: PublicationFacts, act: Act) -> str:
    """Where a reported change leads: what is shown has to come down; what is not shown goes back to the drafter.

    Basis: 《行政处罚法》第四十八条第二款
    """
    return "removing" if facts.is_shown else "drafting"
