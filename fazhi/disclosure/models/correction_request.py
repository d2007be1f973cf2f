from django.db import models

from fazhi.kernel.ids import new_id


class CorrectionRequest(models.Model):
    """Somebody says that a published item is wrong. Who sent it is kept only as a keyed digest, to limit the rate."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(
        "disclosure.Publication",
        verbose_name="公示",
        on_delete=models.PROTECT,
        related_name="correction_requests",
    )
    text = models.TextField("异议内容")
    contact = models.CharField("联系方式", max_length=100, blank=True, default="")
    received_at = models.DateTimeField("收到时间")
    source = models.CharField("来源摘要", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "公示异议"
        indexes = [
            models.Index(name="correction_source", fields=["source", "received_at"]),
            models.Index(name="correction_item", fields=["publication", "received_at"]),
        ]

    def __str__(self) -> str:
        return self.text[:40]
