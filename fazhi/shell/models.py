"""What the pages themselves keep."""

from django.db import models

from fazhi.kernel.ids import new_id


class SavedView(models.Model):
    """A person's own set of filters over the list of matters, under a name."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "people.Person", verbose_name="人员", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=4000)

    class Meta:
        verbose_name = verbose_name_plural = "保存的视图"
        constraints = [models.UniqueConstraint(name="saved_view_name_once", fields=["person", "name"])]

    def __str__(self) -> str:
        return self.name


class AskedCount(models.Model):
    """How often one caller has asked the interface in one minute; shared by all processes that serve."""

    id = models.BigAutoField("编号", primary_key=True)
    who = models.CharField("调用方", max_length=100, help_text="令牌摘要、岗位或者网络地址，两分钟后删除")
    minute = models.BigIntegerField("分钟", db_index=True, help_text="自1970年起的分钟数")
    asked = models.PositiveIntegerField("次数")

    class Meta:
        verbose_name = verbose_name_plural = "接口调用计数"
        constraints = [models.UniqueConstraint(name="asked_count_once", fields=["who", "minute"])]

    def __str__(self) -> str:
        return f"{self.who} {self.asked}"
