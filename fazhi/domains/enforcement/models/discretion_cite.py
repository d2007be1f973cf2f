from django.db import models

from fazhi.domains.enforcement.models.penalty_case import money
from fazhi.kernel.ids import new_id


class DiscretionCite(models.Model):
    """The benchmark as it stood when a fine was proposed or decided by it. Basis: 《行政处罚法》第三十四条"""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="案件", on_delete=models.PROTECT, related_name="discretion"
    )
    step = models.CharField("环节", max_length=20)
    cited_on = models.DateField("引用日期")
    code = models.CharField("基准编号", max_length=40)
    act = models.CharField("违法行为", max_length=200)
    grade = models.CharField("档次", max_length=60)
    low = money("下限")
    high = money("上限")
    fine = money("罚款")
    departure_reason = models.TextField("偏离理由", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "裁量基准引用"
        constraints = [
            models.CheckConstraint(name="cite_band_in_order", condition=models.Q(low__lte=models.F("high"))),
            models.CheckConstraint(
                name="cite_departure_reasoned",
                condition=models.Q(fine__gte=models.F("low"), fine__lte=models.F("high"))
                | ~models.Q(departure_reason=""),
            ),
        ]
        indexes = [models.Index(name="cite_code", fields=["code", "cited_on"])]

    def __str__(self) -> str:
        return f"{self.act} {self.grade}"
