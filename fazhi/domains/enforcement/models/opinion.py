from django.db import models

from fazhi.domains.enforcement.vocabulary import OpinionRank
from fazhi.kernel.ids import new_id


class Opinion(models.Model):
    """What one of the ranks wrote on an approval form: handler, head of unit, head of organ."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="事项", on_delete=models.PROTECT, related_name="opinions"
    )
    about = models.CharField("审批事项", max_length=40)
    rank = models.CharField("层级", max_length=10, choices=OpinionRank.choices)
    text = models.TextField("意见")
    name = models.CharField("签署人", max_length=60)
    person_id = models.UUIDField("签署人编号", null=True, blank=True)
    on = models.DateField("签署日期")

    class Meta:
        verbose_name = verbose_name_plural = "审批意见"
        ordering = ["id"]
        indexes = [models.Index(name="opinion_matter", fields=["matter", "about"])]

    def __str__(self) -> str:
        return f"{self.name}：{self.text[:20]}"
