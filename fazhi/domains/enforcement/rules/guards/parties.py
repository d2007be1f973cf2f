"""Whether what identifies the party can be right."""

from fazhi.kernel.acts import Act
from fazhi.kernel.identifiers import check_resident_id, check_uscc
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict


def numbers_fit(facts: object, act: Act) -> Verdict:
    """Whether credit code and citizen number, where given, are well formed.

    Basis: 《行政处罚法》第五十九条第一款第一项（当事人的姓名或者名称、地址）；号码规则见 GB 32100、GB 11643
    """
    given = False
    for field, check in (
        ("party_uscc", check_uscc),
        ("party_id_no", lambda text: check_resident_id(text, act.day)),
    ):
        text = str(act.form.get(field) or "").strip().upper()
        if not text:
            continue
        given = True
        verdict = check(text)
        if isinstance(verdict, Refused):
            return Refused(verdict.reason, verdict.basis, verdict.cure or "请核对后重填", field=field)
    return Allowed(note="号码校验通过") if given else NotApplicable("没有填写证件号码")


def name_fits_kind(facts: object, act: Act) -> Verdict:
    """Whether an organisation comes with the one who stands for it.

    Basis: 《行政处罚法》第五十九条第一款第一项
    """
    basis = "《行政处罚法》第五十九条第一款第一项"
    if act.form.get("party_kind") in ("legal_person", "organisation") and not act.form.get(
        "party_representative"
    ):
        return Refused(
            "法人、其他组织须登记法定代表人或者负责人",
            basis=basis,
            cure="请填写",
            field="party_representative",
        )
    return Allowed(basis=basis)
