from django.db import models

from fazhi.domains.enforcement.vocabulary import EvidenceKind
from fazhi.kernel.ids import new_id


class Evidence(models.Model):
    """One piece of evidence. Its files lie in the archive under their digests.

    Basis: 《行政处罚法》第四十六条
    """

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="案件", on_delete=models.PROTECT, related_name="evidence"
    )
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("证据种类", max_length=16, choices=EvidenceKind.choices)
    title = models.CharField("证据名称", max_length=200)
    source = models.CharField("来源或者提供人", max_length=200, blank=True, default="")
    proves = models.TextField("证明内容", blank=True, default="")
    quantity = models.CharField("页数或者数量", max_length=60, blank=True, default="")
    taken_on = models.DateField("取得日期")
    taken_by = models.CharField("取证人员", max_length=200, blank=True, default="")
    files = models.JSONField("文件摘要", default=list, blank=True)
    is_record = models.BooleanField("询问、现场、勘验笔录", default=False)
    is_confirmed = models.BooleanField("已查证属实", default=False)
    is_excluded = models.BooleanField("已排除", default=False)
    verified_by = models.CharField("核实人", max_length=60, blank=True, default="")
    verified_note = models.CharField("核实情况", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "证据"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="evidence_number_once", fields=["matter", "number"]),
            models.CheckConstraint(
                name="evidence_not_both", condition=~models.Q(is_confirmed=True, is_excluded=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}．{self.title}"
