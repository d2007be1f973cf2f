"""账号: the door by which a person comes in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fazhi.kernel.ids import new_id
from fazhi.people.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by name; accounts are made by the import and the demo, never by a public form."""


class Account(AbstractBaseUser):
    """One account a person. `totp_secret` is sealed; it counts only from `totp_since` on."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    username = models.CharField("用户名", max_length=60)
    person = models.OneToOneField(
        Person, verbose_name="人员", on_delete=models.PROTECT, related_name="account"
    )
    is_active = models.BooleanField("在用", default=True)
    totp_secret = models.CharField("动态口令密钥密文", max_length=200, blank=True, default="", editable=False)
    totp_since = models.DateTimeField("动态口令启用时间", null=True, blank=True)
    totp_last_step = models.BigIntegerField("最近用过的动态口令步", default=0)
    must_change_password = models.BooleanField("须先修改密码", default=False)
    failed_count = models.PositiveSmallIntegerField("连续失败次数", default=0)
    failed_at = models.DateTimeField("最近失败时间", null=True, blank=True)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)
    last_post = models.ForeignKey(
        "people.Post",
        verbose_name="最近使用的岗位",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [models.UniqueConstraint(fields=["username"], name="people_account_username_once")]

    def __str__(self) -> str:
        return self.username

    @property
    def uses_totp(self) -> bool:
        """Whether a code from the telephone is asked for after the password."""
        return self.totp_since is not None
