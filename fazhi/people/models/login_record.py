"""登录记录: every attempt to come in, whether it succeeded or not."""

from django.db import models

from fazhi.kernel.ids import new_id
from fazhi.people.models.account import Account
from fazhi.people.vocabulary import LoginOutcome


class LoginRecord(models.Model):
    """One attempt. `username` is kept as it was typed, since it may belong to nobody."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        Account,
        verbose_name="账号",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="login_records",
    )
    username = models.CharField("所填用户名", max_length=60)
    at = models.DateTimeField("时间")
    ip = models.GenericIPAddressField("来源地址", null=True, blank=True)
    outcome = models.CharField("结果", max_length=16, choices=LoginOutcome)

    class Meta:
        verbose_name = verbose_name_plural = "登录记录"
        indexes = [
            models.Index(fields=["ip", "at"], name="people_login_ip"),
            models.Index(fields=["username", "at"], name="people_login_username"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.get_outcome_display()}"
