from django.db import models

from fazhi.domains.enforcement.models.penalty_case import money
from fazhi.domains.enforcement.vocabulary import CourtRuling


class CourtApplication(models.Model):
    """One application to the court for enforcement. Basis: 《行政强制法》第五十三条至第六十条"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="court_application",
    )
    court = models.CharField("人民法院", max_length=120, blank=True, default="")
    object_is_land = models.BooleanField("执行对象是不动产", default=False)
    decision_served_on = models.DateField("决定书送达日期", null=True, blank=True)
    suit_until = models.DateField("起诉期限届满日", null=True, blank=True)
    demand_served_on = models.DateField("催告书送达日期", null=True, blank=True)
    fine = money("申请执行的罚款")
    surcharge = money("申请执行的加处罚款")
    subject = models.TextField("申请执行的标的", blank=True, default="")
    facts_found = models.TextField("事实和理由", blank=True, default="")
    party_view = models.TextField("当事人意见及催告情况", blank=True, default="")
    property = models.TextField("标的情况", blank=True, default="")
    head_name = models.CharField("签名的负责人", max_length=60, blank=True, default="")
    head_signed_on = models.DateField("负责人签名日期", null=True, blank=True)
    filed_on = models.DateField("申请日期", null=True, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    ruling = models.CharField("裁定", max_length=14, choices=CourtRuling.choices, blank=True, default="")
    ruled_on = models.DateField("裁定日期", null=True, blank=True)
    ruling_received_on = models.DateField("收到裁定日期", null=True, blank=True)
    ruling_number = models.CharField("裁定书案号", max_length=80, blank=True, default="")
    ruling_reason = models.TextField("裁定理由", blank=True, default="")
    objected_on = models.DateField("申请复议日期", null=True, blank=True)
    executed_on = models.DateField("执行完毕日期", null=True, blank=True)
    execution_note = models.TextField("执行情况", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "申请强制执行"
        constraints = [
            models.CheckConstraint(
                name="court_surcharge_within_fine", condition=models.Q(surcharge__lte=models.F("fine"))
            ),
        ]

    def __str__(self) -> str:
        return f"申请{self.court or '人民法院'}强制执行"
