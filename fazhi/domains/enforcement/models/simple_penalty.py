from django.db import models

from fazhi.domains.enforcement.models.penalty_case import PartyColumns, money
from fazhi.domains.enforcement.vocabulary import BasisLevel, EnforcementDomain, OnTheSpotGround


class SimplePenalty(PartyColumns):
    """One penalty decided on the spot. Basis: 《行政处罚法》第五十一条至第五十三条"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="simple",
    )
    domain = models.CharField("执法领域", max_length=20, choices=EnforcementDomain.choices)
    cause = models.CharField("案由", max_length=200)
    place = models.CharField("处罚地点", max_length=200, blank=True, default="")
    facts_found = models.TextField("违法行为", blank=True, default="")
    violated = models.CharField("违反的规定", max_length=300, blank=True, default="")
    punished_by = models.CharField("处罚依据", max_length=300, blank=True, default="")
    basis_level = models.CharField(
        "依据层级", max_length=30, choices=BasisLevel.choices, blank=True, default=""
    )
    kinds = models.JSONField("处罚种类", default=list, blank=True)
    fine = money("罚款")
    defence_text = models.TextField("陈述申辩情况", blank=True, default="")
    refusal_note = models.CharField("拒绝签收的说明", max_length=300, blank=True, default="")
    review_organ = models.CharField("行政复议机关", max_length=120, blank=True, default="")
    court = models.CharField("有管辖权的人民法院", max_length=120, blank=True, default="")
    pay_where = models.CharField("缴款银行或者电子支付系统", max_length=200, blank=True, default="")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.UUIDField("决定人", null=True, blank=True)
    collect_ground = models.CharField(
        "当场收缴的理由", max_length=12, choices=OnTheSpotGround.choices, blank=True, default=""
    )
    receipt_no = models.CharField("专用票据号", max_length=60, blank=True, default="")
    collected_on = models.DateField("当场收缴日期", null=True, blank=True)
    landed_on = models.DateField("抵岸日期", null=True, blank=True)
    hand_in_from = models.DateField("交款期限起算日", null=True, blank=True)
    handed_in_on = models.DateField("交至机关日期", null=True, blank=True)
    banked_on = models.DateField("缴付银行日期", null=True, blank=True)
    paid = money("已缴罚款")
    reported_on = models.DateField("备案日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "当场处罚"
        constraints = [
            models.CheckConstraint(
                name="simple_paid_within_fine",
                condition=models.Q(paid__gte=0) & models.Q(paid__lte=models.F("fine")),
            ),
            models.CheckConstraint(
                name="simple_collected_with_receipt",
                condition=models.Q(collected_on__isnull=True) | ~models.Q(receipt_no=""),
            ),
        ]
        indexes = [models.Index(name="simple_identity", fields=["party_identity", "cause"])]

    def __str__(self) -> str:
        return f"{self.party_name}{self.cause}"
