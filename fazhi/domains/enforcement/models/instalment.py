from django.db import models

from fazhi.domains.enforcement.models.penalty_case import money
from fazhi.kernel.ids import new_id


class Instalment(models.Model):
    """One part of a fine that may be paid in parts. Basis: 《行政处罚法》第六十六条第二款"""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="案件", on_delete=models.PROTECT, related_name="instalments"
    )
    number = models.PositiveSmallIntegerField("期次")
    due_on = models.DateField("缴纳期限")
    amount = money("金额")

    class Meta:
        verbose_name = verbose_name_plural = "分期"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="instalment_number_once", fields=["matter", "number"]),
            models.CheckConstraint(name="instalment_more_than_nothing", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"第{self.number}期 {self.due_on} {self.amount}元"
