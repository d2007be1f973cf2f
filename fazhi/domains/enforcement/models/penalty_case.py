from decimal import Decimal

from django.db import models

from fazhi.domains.enforcement.vocabulary import (
    BasisLevel,
    Capacity,
    Challenge,
    ChangeSource,
    ClueSource,
    Conclusion,
    DecisionKind,
    DecisionState,
    DefenceResult,
    DeferralKind,
    Ending,
    EnforcementDomain,
    JurisdictionGround,
    NoPenaltyGround,
    PartyKind,
)

ZERO = Decimal("0.00")


def money(label: str, **more: object) -> models.DecimalField:
    """A column of money in yuan."""
    return models.DecimalField(label, max_digits=15, decimal_places=2, default=ZERO, **more)  # type: ignore[arg-type]


class PartyColumns(models.Model):
    """The party against whom the case runs. The number of a natural person's card is kept sealed."""

    party_name = models.CharField("当事人姓名或者名称", max_length=200)
    party_kind = models.CharField(
        "当事人类型", max_length=16, choices=PartyKind.choices, default=PartyKind.CITIZEN.value
    )
    party_uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    party_id_sealed = models.CharField(
        "身份证件号码密文", max_length=200, blank=True, default="", editable=False
    )
    party_identity = models.CharField("主体查找值", max_length=64, blank=True, default="", editable=False)
    party_representative = models.CharField(
        "法定代表人（负责人、经营者）", max_length=60, blank=True, default=""
    )
    party_address = models.CharField("住所或者住址", max_length=300, blank=True, default="")
    party_phone = models.CharField("联系电话", max_length=40, blank=True, default="")
    party_born_on = models.DateField("出生日期", null=True, blank=True)
    party_capacity = models.CharField(
        "辨认和控制能力", max_length=20, choices=Capacity.choices, default=Capacity.FULL.value
    )
    agrees_electronic = models.BooleanField("同意电子送达并签订确认书", default=False)
    electronic_address = models.CharField("电子送达地址", max_length=120, blank=True, default="")

    class Meta:
        abstract = True


class PenaltyCase(PartyColumns):
    """What a penalty case by the ordinary procedure holds beside its matter, as it stands now."""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="penalty",
    )
    # 案源与立案
    domain = models.CharField(
        "执法领域", max_length=20, choices=EnforcementDomain.choices, default=EnforcementDomain.OTHER.value
    )
    source = models.CharField(
        "案件来源", max_length=16, choices=ClueSource.choices, default=ClueSource.OTHER.value
    )
    found_on = models.DateField("发现线索日期", null=True, blank=True)
    provider = models.CharField("线索提供人", max_length=120, blank=True, default="")
    summary = models.TextField("案情摘要", blank=True, default="")
    cause = models.CharField("案由", max_length=200)
    act_place = models.CharField("违法行为发生地", max_length=200, blank=True, default="")
    act_from = models.DateField("违法行为发生日期", null=True, blank=True)
    act_to = models.DateField("违法行为终了日期", null=True, blank=True)
    is_continuing = models.BooleanField("违法行为有连续或者继续状态", default=False)
    endangers_life_or_finance = models.BooleanField("涉及公民生命健康安全、金融安全", default=False)
    did_harm = models.BooleanField("造成危害后果", default=False)
    jurisdiction = models.CharField(
        "管辖依据", max_length=16, choices=JurisdictionGround.choices, default=JurisdictionGround.PLACE.value
    )
    jurisdiction_note = models.CharField("管辖依据说明", max_length=300, blank=True, default="")
    filing_grounds = models.TextField("立案理由与依据", blank=True, default="")
    filed_on = models.DateField("立案日期", null=True, blank=True)
    refused_reason = models.TextField("不予立案理由", blank=True, default="")
    # 调查
    evidence_total = models.PositiveIntegerField("证据数", default=0)
    evidence_confirmed = models.PositiveIntegerField("已核实证据数", default=0)
    evidence_pending = models.PositiveIntegerField("未核实证据数", default=0)
    records_count = models.PositiveIntegerField("笔录数", default=0)
    no_record_reason = models.TextField("没有笔录的原因", blank=True, default="")
    correction = models.TextField("责令改正内容", blank=True, default="")
    correction_due_on = models.DateField("改正期限", null=True, blank=True)
    corrected_on = models.DateField("改正日期", null=True, blank=True)
    investigated = models.TextField("调查经过", blank=True, default="")
    facts_found = models.TextField("违法事实", blank=True, default="")
    violated = models.CharField("违反的规定", max_length=300, blank=True, default="")
    punished_by = models.CharField("处罚依据", max_length=300, blank=True, default="")
    basis_level = models.CharField(
        "依据层级", max_length=30, choices=BasisLevel.choices, blank=True, default=""
    )
    illegal_gains = money("违法所得")
    restitution = money("依法应当退赔")
    crime_suspected = models.BooleanField("涉嫌犯罪", default=False)
    conclusion = models.CharField(
        "处理建议", max_length=20, choices=Conclusion.choices, blank=True, default=""
    )
    proposal = models.TextField("处理建议说明", blank=True, default="")
    no_penalty_ground = models.CharField(
        "不予处罚情形", max_length=20, choices=NoPenaltyGround.choices, blank=True, default=""
    )
    lighter_grounds = models.JSONField("从轻减轻情形", default=list, blank=True)
    review_grounds = models.JSONField("法制审核情形", default=list, blank=True)
    is_complex = models.BooleanField("情节复杂、疑难", default=False)
    is_major = models.BooleanField("重大违法行为", default=False)
    # 裁量
    benchmark_code = models.CharField("裁量权基准", max_length=40, blank=True, default="")
    benchmark_grade = models.CharField("裁量档次", max_length=20, blank=True, default="")
    benchmark_base = models.DecimalField(
        "裁量计算基数", max_digits=15, decimal_places=2, null=True, blank=True
    )
    discretion_reason = models.TextField("裁量情节与理由", blank=True, default="")
    departure_reason = models.TextField("偏离基准的理由", blank=True, default="")
    double_fine_reason = models.TextField("不属于同一违法行为的理由", blank=True, default="")
    # 拟处罚（告知的内容）
    proposed_kinds = models.JSONField("拟处罚种类", default=list, blank=True)
    proposed_fine = money("拟罚款")
    proposed_gains = money("拟没收违法所得")
    proposed_goods_value = money("拟没收财物价值")
    proposed_months = models.PositiveSmallIntegerField("拟限制期限", default=0)
    proposed_other = models.TextField("拟作出的其他处罚", blank=True, default="")
    # 告知、陈述申辩、听证
    notified_on = models.DateField("告知日期", null=True, blank=True)
    notice_served_on = models.DateField("告知书送达日期", null=True, blank=True)
    hearing_told_on = models.DateField("告知听证权利日期", null=True, blank=True)
    defence_on = models.DateField("陈述申辩日期", null=True, blank=True)
    defence_text = models.TextField("陈述申辩内容", blank=True, default="")
    defence_reply = models.TextField("复核意见", blank=True, default="")
    defence_result = models.CharField(
        "采纳情况", max_length=10, choices=DefenceResult.choices, blank=True, default=""
    )
    defence_waived = models.BooleanField("明确放弃陈述申辩", default=False)
    hearing_asked_on = models.DateField("要求听证日期", null=True, blank=True)
    hearing_waived = models.BooleanField("明确放弃听证", default=False)
    heard_on = models.DateField("听证举行日期", null=True, blank=True)
    discussed_on = models.DateField("集体讨论日期", null=True, blank=True)
    discussion_result = models.TextField("集体讨论结论", blank=True, default="")
    # 决定
    decision_kind = models.CharField(
        "决定类型", max_length=12, choices=DecisionKind.choices, blank=True, default=""
    )
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.UUIDField("决定人", null=True, blank=True)
    kinds = models.JSONField("处罚种类", default=list, blank=True)
    fine = money("罚款")
    gains = money("没收违法所得")
    goods_value = money("没收财物价值")
    goods = models.TextField("没收财物", blank=True, default="")
    months = models.PositiveSmallIntegerField("限制期限", default=0)
    other_penalty = models.TextField("其他处罚内容", blank=True, default="")
    surcharge_told = models.BooleanField("告知加处罚款", default=True)
    pay_where = models.CharField("缴款银行或者电子支付系统", max_length=200, blank=True, default="")
    review_organ = models.CharField("行政复议机关", max_length=120, blank=True, default="")
    court = models.CharField("有管辖权的人民法院", max_length=120, blank=True, default="")
    is_published = models.BooleanField("依法公开", default=True)
    decision_state = models.CharField(
        "决定效力", max_length=10, choices=DecisionState.choices, blank=True, default=""
    )
    changed_by = models.CharField(
        "变更撤销来源", max_length=16, choices=ChangeSource.choices, blank=True, default=""
    )
    change_reason = models.TextField("变更撤销理由", blank=True, default="")
    changed_on = models.DateField("变更撤销日期", null=True, blank=True)
    # 送达与履行
    decision_served_on = models.DateField("决定书送达日期", null=True, blank=True)
    decision_service_way = models.CharField("决定书送达方式", max_length=16, blank=True, default="")
    pay_from = models.DateField("缴款期限起算日", null=True, blank=True)
    pay_by = models.DateField("缴款期限届满日", null=True, blank=True)
    suit_until = models.DateField("起诉期限届满日", null=True, blank=True)
    court_from = models.DateField("申请强制执行期限起算日", null=True, blank=True)
    deferral_kind = models.CharField(
        "延期分期", max_length=12, choices=DeferralKind.choices, blank=True, default=""
    )
    deferred_until = models.DateField("延期、分期届满日", null=True, blank=True)
    hardship = models.TextField("经济困难情况", blank=True, default="")
    paid_fine = money("已缴罚款")
    paid_gains = money("已缴违法所得")
    paid_surcharge = money("已缴加处罚款")
    surcharge_due = money("应缴加处罚款")
    surcharge_note = models.TextField("未缴加处罚款的处理", blank=True, default="")
    other_duties_done = models.BooleanField("罚款以外的处罚已履行", default=False)
    performance_note = models.TextField("履行情况", blank=True, default="")
    challenge = models.CharField(
        "复议诉讼情况", max_length=16, choices=Challenge.choices, default=Challenge.NONE.value
    )
    challenged_on = models.DateField("申请复议、起诉日期", null=True, blank=True)
    challenge_ended_on = models.DateField("复议、诉讼终结日期", null=True, blank=True)
    challenge_result = models.CharField("复议诉讼结果", max_length=300, blank=True, default="")
    demanded_on = models.DateField("催告日期", null=True, blank=True)
    demand_served_on = models.DateField("催告书送达日期", null=True, blank=True)
    execution_ended = models.TextField("终结执行的情形", blank=True, default="")
    # 结案归档
    ending = models.CharField("结案方式", max_length=20, choices=Ending.choices, blank=True, default="")
    closed_reason = models.TextField("结案理由", blank=True, default="")
    dossier_number = models.CharField("案卷号", max_length=60, blank=True, default="")
    retention = models.CharField("保管期限", max_length=20, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "行政处罚案件"
        constraints = [
            models.CheckConstraint(
                name="penalty_money_not_negative",
                condition=models.Q(
                    fine__gte=0, gains__gte=0, paid_fine__gte=0, paid_gains__gte=0, paid_surcharge__gte=0
                ),
            ),
            models.CheckConstraint(
                name="penalty_surcharge_within_fine",
                condition=models.Q(paid_surcharge__lte=models.F("fine")),
            ),
            models.CheckConstraint(
                name="penalty_decided_iff_state",
                condition=models.Q(decided_on__isnull=True, decision_state="")
                | (models.Q(decided_on__isnull=False) & ~models.Q(decision_state="")),
            ),
            models.CheckConstraint(
                name="penalty_served_after_decided",
                condition=models.Q(decision_served_on__isnull=True)
                | models.Q(decision_served_on__gte=models.F("decided_on")),
            ),
        ]
        indexes = [models.Index(name="penalty_identity", fields=["party_identity", "cause"])]

    def __str__(self) -> str:
        return f"{self.party_name}{self.cause}"
