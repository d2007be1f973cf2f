from django.db import models

from fazhi.domains.enforcement.vocabulary import PoliceAnswer


class CrimeTransfer(models.Model):
    """One suspected crime handed to the police. Basis: 《行政执法机关移送涉嫌犯罪案件的规定》"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="transfer",
    )
    facts_found = models.TextField("涉嫌犯罪的事实", blank=True, default="")
    crime = models.CharField("涉嫌的罪名", max_length=200, blank=True, default="")
    basis = models.TextField("法律依据和立案追诉标准", blank=True, default="")
    team = models.JSONField("专案组", default=list, blank=True)
    report = models.TextField("移送报告", blank=True, default="")
    reported_on = models.DateField("报告日期", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by_name = models.CharField("批准人", max_length=60, blank=True, default="")
    refused_reason = models.TextField("不批准的理由", blank=True, default="")
    police = models.CharField("接受移送的公安机关", max_length=120, blank=True, default="")
    sent_at = models.DateTimeField("移送时间", null=True, blank=True)
    received_by = models.CharField("公安机关签收人", max_length=60, blank=True, default="")
    has_goods = models.BooleanField("有涉案物品", default=False)
    answer = models.CharField(
        "公安机关答复", max_length=12, choices=PoliceAnswer.choices, blank=True, default=""
    )
    answered_on = models.DateField("收到答复日期", null=True, blank=True)
    answer_note = models.TextField("答复内容", blank=True, default="")
    objected_on = models.DateField("提请复议、建议监督日期", null=True, blank=True)
    handed_over_on = models.DateField("移交物品材料日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "移送涉嫌犯罪案件"
        constraints = [
            models.CheckConstraint(
                name="transfer_sent_after_approval",
                condition=models.Q(sent_at__isnull=True) | models.Q(sent_at__gte=models.F("approved_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"移送{self.crime or '涉嫌犯罪案件'}"
