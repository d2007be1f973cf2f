"""登记记录末条: where the record of changes of one person or organ ends."""

from django.db import models


class RecordEnd(models.Model):
    """Of the changes of one person or organ, how many were recorded, and the digest of the last.

    The record itself is a chain of the ledger under the same id; who cuts off its end contradicts this row.
    """

    subject_id = models.UUIDField("人员或者机关", primary_key=True, editable=False)
    seq = models.PositiveIntegerField("末条序号")
    head = models.CharField("末条摘要", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "登记记录末条"

    def __str__(self) -> str:
        return f"{self.subject_id} 第{self.seq}条"
