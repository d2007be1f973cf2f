from django.db import models


class Edition(models.Model):
    """One wording of a procedure under its digest. A matter keeps the edition it was opened under."""

    digest = models.CharField("摘要", max_length=80, primary_key=True)
    key = models.CharField("程序", max_length=80, db_index=True)
    title = models.CharField("名称", max_length=120)
    body = models.JSONField("定义")
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = verbose_name_plural = "程序版本"

    def __str__(self) -> str:
        return f"{self.title}（{self.digest[:15]}）"
