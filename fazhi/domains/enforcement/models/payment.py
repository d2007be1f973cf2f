from django.db import models

from fazhi.domains.enforcement.models.penalty_case import money
from fazhi.domains.enforcement.vocabulary import PaymentFor
from fazhi.kernel.ids import new_id


class Payment(models.Model):
    """One slip of the collecting bank. A slip counts once on the whole platform.

    Basis: 《行政处罚法》第六十七条第三款；《罚款决定与罚款收缴分离实施办法》第十条
    """

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="案件", on_delete=models.PROTECT, related_name="payments"
    )
    paid_for = models.CharField(
        "缴款内容", max_length=10, choices=PaymentFor.choices, default=PaymentFor.FINE.value
    )
    bank = models.CharField("代收机构", max_length=120)
    slip_no = models.CharField("缴款凭证号", max_length=60)
    payer = models.CharField("缴款人", max_length=200)
    amount = money("金额")
    paid_on = models.DateField("缴款日期")
    recorded_by = models.UUIDField("登记人", null=True, blank=True)
    recorded_by_name = models.CharField("登记人姓名", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "缴款"
        ordering = ["paid_on", "id"]
        constraints = [
            models.UniqueConstraint(name="payment_slip_once", fields=["bank", "slip_no"]),
            models.CheckConstraint(name="payment_more_than_nothing", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.slip_no}（{self.amount}元）"
