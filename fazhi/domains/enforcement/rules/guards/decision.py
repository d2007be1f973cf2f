"""What may be decided, and how much: discretion, limits of the law, and never heavier for having spoken."""

from decimal import Decimal

from fazhi.domains.enforcement.rules import sums
from fazhi.domains.enforcement.rules.facts import Benchmark, PenaltyFacts
from fazhi.domains.enforcement.rules.guards.proposals import punishes, sanction_of_form
from fazhi.domains.enforcement.vocabulary import DecisionState, LighterGround, PenaltyKind, Weight
from fazhi.kernel.acts import Act
from fazhi.kernel.verdicts import Allowed, NotApplicable, Refused, Verdict

TRANSFER = "enforcement.transfer"


def _cited(facts: PenaltyFacts, act: Act) -> tuple[Benchmark | None, str, Decimal | None]:
    """Benchmark, grade and base that the form or the case cites."""
    code = act.form.get("benchmark_code", facts.benchmark_code) or ""
    grade = act.form.get("benchmark_grade", facts.benchmark_grade) or ""
    base = act.form.get("benchmark_base", facts.benchmark_base)
    return facts.benchmarks.get(code), grade, base


def _fine(act: Act) -> Decimal:
    """The fine of the form in yuan; none unless the form punishes and chooses a fine."""
    return sanction_of_form(act).fine if punishes(act) else Decimal("0.00")


def kinds_chosen(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether amounts and kinds agree: a fine with an amount, an amount only with its kind.

    Basis: 《行政处罚法》第九条、第五十九条第一款第三项
    """
    basis = "《行政处罚法》第九条、第五十九条第一款第三项"
    kinds = {PenaltyKind(k) for k in act.form.get("kinds") or ()}
    if not punishes(act):
        return NotApplicable("不是给予行政处罚", basis=basis)
    if not kinds:
        return Refused("没有选择处罚种类", basis=basis, cure="请至少选择一种", field="kinds")
    for kind, name, label in (
        (PenaltyKind.FINE, "fine", "罚款金额"),
        (PenaltyKind.CONFISCATE_GAINS, "gains", "没收违法所得金额"),
    ):
        amount = Decimal(act.form.get(name) or 0)
        if kind in kinds and amount <= 0:
            return Refused(
                f"选择了{kind.label}，但没有填写{label}", basis=basis, cure=f"请填写{label}", field=name
            )
        if kind not in kinds and amount > 0:
            return Refused(
                f"填写了{label}，但没有选择{kind.label}", basis=basis, cure="请核对处罚种类", field="kinds"
            )
    return Allowed(basis=basis)


def fine_within_statute(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the fine lies within what the law itself allows; below it only when mitigated by law.

    Basis: 《行政处罚法》第七十六条第一款第二项（不得擅自改变行政处罚种类、幅度）、第三十二条（减轻）
    """
    basis = "《行政处罚法》第三十二条、第七十六条第一款第二项"
    fine = _fine(act)
    benchmark, _, base = _cited(facts, act)
    if fine <= 0 or benchmark is None:
        return NotApplicable("不罚款，或者没有引用裁量基准", basis=basis)
    band = sums.statutory_band(benchmark, base)
    if band is None:
        return Refused(
            f"罚款按{benchmark.base or '基数'}的倍数计算，没有填写{benchmark.base or '基数'}",
            basis=benchmark.basis,
            cure=f"请填写{benchmark.base or '计算基数'}",
            field="benchmark_base",
        )
    if fine > band.high:
        return Refused(
            f"罚款{fine}元超过法定上限{band.high}元",
            basis=benchmark.basis,
            cure=f"请改为不超过{band.high}元",
            field="fine",
        )
    if fine < band.low and not _lighter(facts, act):
        return Refused(
            f"罚款{fine}元低于法定下限{band.low}元，属于减轻处罚，但案件没有减轻处罚的法定情形",
            basis=basis,
            cure="有法定情形的，请选择从轻减轻情形；没有的，请在法定幅度内罚款",
            field="fine",
        )
    return Allowed(basis=benchmark.basis, note=f"法定幅度{band.low}元至{band.high}元")


def _lighter(facts: PenaltyFacts, act: Act) -> frozenset[LighterGround]:
    given = act.form.get("lighter_grounds")
    return facts.lighter_grounds if given is None else frozenset(LighterGround(g) for g in given)


def benchmark_cited(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a fine cites a published benchmark of the case's field, if there is one for it.

    Basis: 《行政处罚法》第三十四条（行政机关可以依法制定行政处罚裁量基准，规范行使行政处罚裁量权）
    """
    basis = "《行政处罚法》第三十四条"
    if _fine(act) <= 0:
        return NotApplicable("不罚款", basis=basis)
    code = act.form.get("benchmark_code", facts.benchmark_code) or ""
    if not code:
        if not facts.benchmarks or str(act.form.get("departure_reason") or facts.departure_reason).strip():
            return Allowed(basis=basis, note="没有可以引用的裁量基准")
        return Refused(
            "罚款没有引用裁量权基准",
            basis=basis,
            cure="请选择对应的基准；没有对应基准的，请在“偏离基准的理由”中写明",
            field="benchmark_code",
        )
    found = facts.benchmarks.get(code)
    if found is None:
        return Refused(
            f"没有编号为{code}的有效裁量权基准", basis=basis, cure="请重新选择", field="benchmark_code"
        )
    grade = act.form.get("benchmark_grade", facts.benchmark_grade) or ""
    if found.grade(grade) is None:
        return Refused(
            "没有选择裁量档次", basis=basis, cure="请选择与违法情节相符的档次", field="benchmark_grade"
        )
    return Allowed(basis=basis, note=f"{found.act}（{code}）")


def fine_fits_benchmark(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the fine lies in the grade that is cited, or a reason for the departure is stated.

    Basis: 《行政处罚法》第三十四条；偏离基准须说明理由（国办发〔2022〕27号，未核对）
    """
    basis = "《行政处罚法》第三十四条"
    fine = _fine(act)
    benchmark, grade, base = _cited(facts, act)
    band = sums.grade_band(benchmark, grade, base) if benchmark else None
    if fine <= 0 or benchmark is None or band is None:
        return NotApplicable("不罚款，或者没有引用裁量基准", basis=basis)
    if fine in band:
        return Allowed(basis=basis, note=f"在基准幅度{band.low}元至{band.high}元之内")
    reason = act.form.get("departure_reason", facts.departure_reason)
    if str(reason or "").strip():
        return Allowed(basis=basis, note=f"偏离基准幅度{band.low}元至{band.high}元，已说明理由")
    return Refused(
        f"罚款{fine}元不在所引基准的幅度{band.low}元至{band.high}元之内",
        basis=basis,
        cure="请在幅度内罚款，或者写明偏离基准的理由",
        field="departure_reason",
    )


def lighter_when_due(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a party who must be punished more lightly is.

    Basis: 《行政处罚法》第三十条（已满十四周岁不满十八周岁的，应当从轻或者减轻行政处罚）
    Basis: 《行政处罚法》第三十二条（有下列情形之一，应当从轻或者减轻行政处罚）
    """
    basis = "《行政处罚法》第三十条、第三十二条"
    if not punishes(act):
        return NotApplicable("不是给予行政处罚", basis=basis)
    grounds = _lighter(facts, act)
    party, day = facts.party, facts.act_from or act.day
    adult = act.terms.amount("age.adult", act.day)
    if (
        party
        and party.born_on
        and sums.age_on(party.born_on, day) < adult
        and LighterGround.MINOR not in grounds
    ):
        return Refused(
            f"{party.name}行为时不满十八周岁，应当从轻或者减轻行政处罚",
            basis="《行政处罚法》第三十条",
            cure="请在从轻减轻情形中选择“已满十四周岁不满十八周岁”",
            field="lighter_grounds",
        )
    must = grounds - {LighterGround.PARTIAL_CAPACITY}
    benchmark, key, _ = _cited(facts, act)
    grade = benchmark.grade(key) if benchmark else None
    if must and grade and grade.weight in (Weight.ORDINARY, Weight.HEAVIER):
        named = "、".join(g.label for g in LighterGround if g in must)
        return Refused(
            f"当事人{named}，应当从轻或者减轻处罚，但选择的裁量档次是“{grade.title}”",
            basis=basis,
            cure="请改选从轻或者减轻的档次",
            field="benchmark_grade",
        )
    return Allowed(basis=basis)


def gains_are_taken(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether illegal gains, restitution left out, are confiscated.

    Basis: 《行政处罚法》第二十八条第二款（当事人有违法所得，除依法应当退赔的外，应当予以没收）
    """
    basis = "《行政处罚法》第二十八条第二款"
    if not punishes(act):
        return NotApplicable("不是给予行政处罚", basis=basis)
    gains = Decimal(act.form.get("illegal_gains", facts.illegal_gains) or 0)
    restitution = Decimal(act.form.get("restitution", facts.restitution) or 0)
    owed = sums.gains_to_take(gains, restitution)
    decided = sanction_of_form(act).gains
    if decided != owed:
        if owed == 0:
            return Refused(
                "没有认定违法所得，不能没收", basis=basis, cure="请核对违法所得和退赔金额", field="gains"
            )
        return Refused(
            f"违法所得{gains}元，依法应当退赔{restitution}元，应当没收{owed}元",
            basis=basis,
            cure=f"请选择没收违法所得，金额填写{owed}元",
            field="gains",
        )
    return Allowed(basis=basis)


def not_heavier(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the decision is in nothing heavier than what the party was told.

    A heavier one on new facts needs a new notice; so the case goes back for it.

    Basis: 《行政处罚法》第四十五条第二款（行政机关不得因当事人陈述、申辩而给予更重的处罚）、第四十四条
    """
    basis = "《行政处罚法》第四十五条第二款、第四十四条"
    worse = sums.is_heavier(sanction_of_form(act), facts.proposed)
    if worse:
        return Refused(
            f"决定比告知的内容更重：{'；'.join(worse)}",
            basis=basis,
            cure="请不超过告知的内容；确有新的事实和证据的，请退回调查取证，重新告知",
            field="fine",
        )
    return Allowed(basis=basis)


def no_crime_pending(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether no suspected crime is left untransferred.

    Basis: 《行政处罚法》第二十七条第一款（违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关）
    Basis: 《行政执法机关移送涉嫌犯罪案件的规定》第十一条第一款（不得以行政处罚代替移送）
    """
    basis = "《行政处罚法》第二十七条第一款；《行政执法机关移送涉嫌犯罪案件的规定》第十一条第一款"
    if not facts.crime_suspected:
        return Allowed(basis=basis, note="没有发现涉嫌犯罪")
    child = act.matter.child(TRANSFER)
    if child is not None and child.outcome in ("not_filed", "not_approved"):
        return Allowed(basis=basis, note="移送后公安机关不予立案，或者本机关正职负责人决定不移送")
    return Refused("违法行为涉嫌犯罪，不得以行政处罚代替移送", basis=basis, cure="请先移送司法机关")


def decision_stands(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether there is a decision that has not been annulled.

    Basis: 《行政处罚法》第六十六条第一款（行政处罚决定依法作出后，当事人应当予以履行）
    """
    basis = "《行政处罚法》第六十六条第一款"
    if facts.decided_on is None or facts.decision_state is None:
        return Refused("还没有作出行政处罚决定", basis=basis, cure="请先作出决定")
    if facts.decision_state is not DecisionState.STANDS:
        return Refused(
            f"行政处罚决定{facts.decision_state.label}", basis=basis, cure="请按撤销、变更后的结果办理"
        )
    return Allowed(basis=basis)


def extension_cites_rule(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether a longer term cites the law, regulation or rule that allows it.

    Basis: 《行政处罚法》第六十条（法律、法规、规章另有规定的，从其规定）
    """
    basis = "《行政处罚法》第六十条"
    if not str(act.form.get("extension_basis") or "").strip():
        return Refused(
            "行政处罚法没有规定延长，延长办案期限须有法律、法规、规章的另行规定",
            basis=basis,
            cure="请写明所依据的法律、法规、规章及条款",
            field="extension_basis",
        )
    return Allowed(basis=basis)


def extension_within_bounds(facts: PenaltyFacts, act: Act) -> Verdict:
    """Whether the days granted lie within what is known of the rules that allow an extension.

    Basis: 《行政处罚法》第六十条（法律、法规、规章另有规定的，从其规定）
    """
    basis = "《行政处罚法》第六十条"
    term = act.terms.term("penalty.extend", act.day)
    days = int(act.form.get("extension_length") or 0)
    low, high = term.local_min or 1, term.local_max or term.length
    if not low <= days <= high:
        return Refused(
            f"一次延长{low}日至{high}日，现在填写的是{days}日",
            basis=basis,
            cure="请核对延长日数",
            field="extension_length",
        )
    return Allowed(basis=basis)
