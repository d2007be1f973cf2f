from django.db import models

from fazhi.domains.enforcement.vocabulary import EnforcementDomain, PreservationOutcome


class Preservation(models.Model):
    """Things registered and kept as evidence (先行登记保存). Basis: 《行政处罚法》第五十六条"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="preservation",
    )
    domain = models.CharField(
        "执法领域", max_length=20, choices=EnforcementDomain.choices, default=EnforcementDomain.OTHER.value
    )
    reason = models.TextField("证据可能灭失或者以后难以取得的理由")
    things = models.TextField("物品清单", help_text="每行一项：名称，规格型号，数量，生产者或者批号，状况")
    place = models.CharField("保存地点", max_length=200, blank=True, default="")
    manner = models.CharField("保存方式", max_length=40, blank=True, default="")
    asked_on = models.DateField("报请日期", null=True, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    registered_on = models.DateField("登记保存日期", null=True, blank=True)
    outcome = models.CharField(
        "处理方式", max_length=12, choices=PreservationOutcome.choices, blank=True, default=""
    )
    outcome_reason = models.TextField("处理理由", blank=True, default="")
    disposed_on = models.DateField("处理日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "先行登记保存"
        constraints = [
            models.CheckConstraint(
                name="preservation_disposed_with_outcome",
                condition=models.Q(disposed_on__isnull=True) | ~models.Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"先行登记保存（{self.registered_on or '待登记'}）"
