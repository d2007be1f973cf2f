from django.db import models


class Rollup(models.Model):
    """What one organ has of one measure on one day: sums over these give every region and every period.

    Kept in the transaction of each act. Whole numbers only, so that sums are exact: matters, days, or 分 of money.
    """

    measure = models.CharField("指标", max_length=80)
    organ = models.ForeignKey("people.Organ", verbose_name="机关", on_delete=models.PROTECT, related_name="+")
    region_path = models.CharField("所属区域", max_length=24)
    day = models.DateField("日期")
    numerator = models.BigIntegerField("分子")
    denominator = models.BigIntegerField("分母")

    class Meta:
        verbose_name = verbose_name_plural = "指标汇总"
        constraints = [
            models.UniqueConstraint(name="rollup_once", fields=["measure", "organ", "region_path", "day"]),
        ]
        indexes = [
            # Both sums stand in the index itself: a region's year is read from it alone.
            models.Index(
                name="rollup_region",
                fields=["measure", "region_path", "day", "organ", "numerator", "denominator"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.day}：{self.numerator}/{self.denominator}"


class Counting(models.Model):
    """By which wording of a measure its roll-ups were last counted whole, and when."""

    measure = models.CharField("指标", max_length=80, primary_key=True)
    digest = models.CharField("定义摘要", max_length=80)
    counted_at = models.DateTimeField("核算时间")

    class Meta:
        verbose_name = verbose_name_plural = "指标核算"

    def __str__(self) -> str:
        return f"{self.measure}（{self.counted_at}）"
