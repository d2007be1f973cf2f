"""Messages to persons and posts, and what became of those that also go out by the gateway."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.ids import new_id


class Notice(models.Model):
    """One message. It is for one person, or for whoever holds a kind of post in an organ or unit.

    A message to a post is read once for the post: who read it first is kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField("收件人", null=True)
    organ_id = models.UUIDField("收件机关", null=True)
    unit_id = models.UUIDField("收件机构", null=True)
    post = models.CharField("收件岗位", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=40)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    link = models.CharField("链接", max_length=300, blank=True)
    matter_id = models.UUIDField("事项", null=True, db_index=True)
    created_at = models.DateTimeField("发出时间")
    delivered_at = models.DateTimeField("送出时间", null=True)
    read_at = models.DateTimeField("阅读时间", null=True)
    read_by = models.UUIDField("阅读人", null=True)

    class Meta:
        verbose_name = "消息"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["person_id", "read_at"], name="notices_unread_person"),
            models.Index(fields=["organ_id", "post", "read_at"], name="notices_unread_post"),
            models.Index(fields=["person_id", "-id"], name="notices_person"),
            models.Index(fields=["organ_id", "post", "-id"], name="notices_post"),
            models.Index(
                fields=["created_at"], name="notices_outbox", condition=Q(delivered_at__isnull=True)
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(person_id__isnull=False) & Q(organ_id__isnull=True) & Q(post=""))
                | (Q(person_id__isnull=True) & Q(organ_id__isnull=False) & ~Q(post="")),
                name="notices_one_kind_of_recipient",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Dispatch(models.Model):
    """One message on its way to one telephone or mailbox by the gateway."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="dispatches", verbose_name="消息")
    address = models.CharField("地址", max_length=200)
    sent_at = models.DateTimeField("发出时间", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次发送")
    fault = models.CharField("失败原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "外发消息"
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="notices_dispatch_due", condition=Q(sent_at__isnull=True))
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "address"], name="notices_dispatch_once")
        ]
