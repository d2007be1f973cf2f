from django.db import models


class Tally(models.Model):
    """How many open matters an organ has that fall due on a day: near and over are sums over this, never a scan.

    Kept in the transaction of each act. Matters without a running term stand under the day 9999-12-31.
    """

    organ = models.ForeignKey("people.Organ", verbose_name="机关", on_delete=models.PROTECT, related_name="+")
    region_path = models.CharField("所属区域", max_length=24)
    procedure = models.CharField("程序", max_length=80)
    due_on = models.DateField("届满日")
    near_on = models.DateField("临期日")
    count = models.IntegerField("件数")

    class Meta:
        verbose_name = verbose_name_plural = "在办统计"
        constraints = [
            models.UniqueConstraint(name="tally_once", fields=["organ", "procedure", "due_on", "near_on"]),
        ]
        indexes = [models.Index(name="tally_region", fields=["region_path", "due_on"])]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.procedure} {self.due_on}：{self.count}"
