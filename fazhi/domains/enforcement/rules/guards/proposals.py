"""The penalty that a form proposes or decides."""

from decimal import Decimal

from fazhi.domains.enforcement.rules.facts import Sanction
from fazhi.domains.enforcement.vocabulary import Conclusion, PenaltyKind
from fazhi.kernel.acts import Act


def punishes(act: Act) -> bool:
    """Whether the form is for a penalty: it decides one, or concludes that one be given.

    Basis: 《行政处罚法》第五十七条第一款第一项
    """
    return act.form.get("conclusion") in (None, "", Conclusion.PUNISH)


def sanction_of_form(act: Act) -> Sanction:
    """What the form decides or proposes; amounts of kinds that are not chosen count as nothing.

    Basis: 《行政处罚法》第九条
    """
    kinds = frozenset(PenaltyKind(k) for k in act.form.get("kinds") or ())

    def amount(kind: PenaltyKind, name: str) -> Decimal:
        return Decimal(act.form.get(name) or 0) if kind in kinds else Decimal("0.00")

    return Sanction(
        kinds=kinds,
        fine=amount(PenaltyKind.FINE, "fine"),
        gains=amount(PenaltyKind.CONFISCATE_GAINS, "gains"),
        goods_value=amount(PenaltyKind.CONFISCATE_GOODS, "goods_value"),
        months=int(act.form.get("months") or 0),
    )
