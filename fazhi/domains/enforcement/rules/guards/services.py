"""Service of papers (送达): what proves it and on which day it took effect."""

from datetime import date

from fazhi.domains.enforcement.rules.facts import ServiceFacts
from fazhi.domains.enforcement.vocabulary import PartyKind, Recipient, ServiceWay
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

NATURAL = (PartyKind.CITIZEN, PartyKind.SOLE_TRADER)


def served_day_possible(facts: ServiceFacts, act: Act) -> Verdict:
    """Whether the day of service lies between the making of the paper and today.

    Basis: 《民事诉讼法》第八十七条第二款（受送达人在送达回证上的签收日期为送达日期）
    """
    basis = "《民事诉讼法》第八十七条第二款"
    served: date | None = act.form.get("served_on")
    if served is None:
        return NotApplicable("还没有填写送达日期", basis=basis)
    if served > act.day:
        return Refused("送达日期不能晚于今天", basis=basis, cure="请核对送达回证", field="served_on")
    if facts.made_on and served < facts.made_on:
        return Refused(
            "送达日期不能早于文书作出的日期", basis=basis, cure="请核对送达回证", field="served_on"
        )
    return Allowed(basis=basis)


def right_recipient(facts: ServiceFacts, act: Act) -> Verdict:
    """Whether the one who signed may sign for this party.

    Basis: 《民事诉讼法》第八十八条第一款（受送达人是公民的，本人不在交他的同住成年家属签收；受送达人是法人或者其他组织的，
    应当由法人的法定代表人、其他组织的主要负责人或者该法人、组织负责收件的人签收）
    """
    basis = "《民事诉讼法》第八十八条第一款"
    chosen = act.form.get("recipient")
    if not chosen or facts.party is None:
        return NotApplicable("还没有填写签收人", basis=basis)
    recipient = Recipient(chosen)
    natural = facts.party.kind in NATURAL
    if natural and recipient in (Recipient.MAIL_ROOM,):
        return Refused(
            "受送达人是公民的，应当由本人、同住成年家属、代理人或者指定的代收人签收",
            basis=basis,
            field="recipient",
        )
    if not natural and recipient in (Recipient.PARTY, Recipient.FAMILY):
        return Refused(
            "受送达人是法人或者其他组织的，应当由法定代表人、主要负责人或者负责收件的人签收",
            basis=basis,
            field="recipient",
        )
    return Allowed(basis=basis)


def way_is_proved(facts: ServiceFacts, act: Act) -> Verdict:
    """Whether the way of service has what the law asks of it.

    Basis: 《民事诉讼法》第八十九条（邀请有关基层组织或者所在单位的代表到场；也可以采用拍照、录像等方式记录送达过程）
    Basis: 《行政处罚法》第六十一条第二款（当事人同意并签订确认书的，可以采用传真、电子邮件等方式）
    Basis: 《民事诉讼法》第九十条至第九十四条
    """
    chosen = act.form.get("way")
    if not chosen:
        return NotApplicable("还没有选择送达方式", basis="《民事诉讼法》第八十八条")
    match ServiceWay(chosen):
        case ServiceWay.LEAVE:
            return _leaving(act)
        case ServiceWay.ELECTRONIC:
            return _electronic(facts, act)
        case ServiceWay.MAIL if not _text(act, "tracking_no"):
            return Refused(
                "邮寄送达须有邮件单号和回执",
                basis="《民事诉讼法》第九十一条",
                cure="请填写邮件单号",
                field="tracking_no",
            )
        case ServiceWay.ENTRUSTED | ServiceWay.FORWARDED if not _text(act, "through"):
            return Refused(
                "没有写明受委托或者代为转交的机关、单位",
                basis="《民事诉讼法》第九十一条至第九十四条",
                cure="请填写机关、单位名称",
                field="through",
            )
        case ServiceWay.ANNOUNCEMENT:
            return Refused(
                "公告送达自发出公告之日起经过三十日视为送达，不能登记为当日送达",
                basis="《民事诉讼法》第九十五条第一款",
                cure="请使用“发出公告”",
                field="way",
            )
        case way:
            return Allowed(basis="《民事诉讼法》第八十八条", note=way.label)


def _text(act: Act, name: str) -> str:
    return str(act.form.get(name) or "").strip()


def _leaving(act: Act) -> Verdict:
    basis = "《民事诉讼法》第八十九条"
    if not _text(act, "refusal_note"):
        return Refused(
            "留置送达须记明拒收事由和日期", basis=basis, cure="请写明拒收的情况", field="refusal_note"
        )
    if not _text(act, "witnesses") and not act.form.get("proof"):
        return Refused(
            "留置送达须有基层组织或者所在单位代表见证，或者拍照、录像记录送达过程",
            basis=basis,
            cure="请填写见证人，或者上传照片、录像",
            field="witnesses",
        )
    return Allowed(basis=basis, note=ServiceWay.LEAVE.label)


def _electronic(facts: ServiceFacts, act: Act) -> Verdict:
    basis = "《行政处罚法》第六十一条第二款、《民事诉讼法》第九十条"
    agreed = (facts.party is not None and facts.party.agrees_electronic) or act.form.get("consent_signed")
    if not agreed:
        return Refused(
            "电子送达须经当事人同意并签订确认书",
            basis=basis,
            cure="请先取得确认书，或者改用其他方式",
            field="way",
        )
    if not _text(act, "address"):
        return Refused(
            "没有写明送达到的电子地址",
            basis=basis,
            cure="请填写电子邮箱、传真号或者系统账号",
            field="address",
        )
    return Allowed(basis=basis, note=ServiceWay.ELECTRONIC.label)


def announcement_is_last(facts: ServiceFacts, act: Act) -> Verdict:
    """Whether announcement is the last resort: the party is missing, or other ways were tried.

    Basis: 《民事诉讼法》第九十五条（受送达人下落不明，或者用本节规定的其他方式无法送达的，公告送达。公告送达，应当在案卷中记明原因和经过）
    """
    basis = "《民事诉讼法》第九十五条"
    if not _text(act, "announcement_reason"):
        return Refused(
            "公告送达须记明原因和经过", basis=basis, cure="请写明原因和经过", field="announcement_reason"
        )
    if facts.attempts == 0 and not act.form.get("is_missing"):
        return Refused(
            "受送达人不是下落不明的，须先用其他方式送达",
            basis=basis,
            cure="请先登记其他方式的送达情况",
            field="is_missing",
        )
    return Allowed(basis=basis)


def announcement_ran(facts: ServiceFacts, act: Act) -> Verdict:
    """Whether thirty days have passed since the announcement went out.

    Basis: 《民事诉讼法》第九十五条第一款（自发出公告之日起，经过三十日，即视为送达）
    """
    basis = "《民事诉讼法》第九十五条第一款"
    clock = act.matter.clocks.get("announcement")
    if facts.announced_on is None or clock is None or clock.due_on is None:
        return Refused("还没有发出公告", basis=basis, cure="请先发出公告")
    if act.day <= clock.due_on:
        return Refused(
            f"公告期到{clock.due_on:%Y年%-m月%-d日}止，还没有经过三十日",
            basis=basis,
            cure="请在公告期满后办理",
        )
    return Allowed(basis=basis)
