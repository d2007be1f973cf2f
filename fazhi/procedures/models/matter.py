from django.db import models

from fazhi.kernel.ids import new_id


class Matter(models.Model):
    """One matter that runs through a procedure, as it stands now.

    Every column is a projection of the matter's ledger events; only the engine writes here, under `seq`.
    """

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    procedure = models.CharField("程序", max_length=80)
    edition = models.ForeignKey("procedures.Edition", verbose_name="程序版本", on_delete=models.PROTECT)
    number = models.CharField("案号", max_length=60, blank=True)
    title = models.CharField("当事人或者名称", max_length=200)
    cause = models.CharField("案由", max_length=200, blank=True)
    region_path = models.CharField("所属区域", max_length=24)
    organ = models.ForeignKey("people.Organ", verbose_name="机关", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "people.Unit",
        verbose_name="承办机构",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    stage = models.CharField("阶段", max_length=60)
    stage_title = models.CharField("阶段名称", max_length=60)
    stage_since = models.DateTimeField("进入阶段时间")
    outcome = models.CharField("结果", max_length=60, blank=True)
    is_open = models.BooleanField("在办", default=True)
    is_suspended = models.BooleanField("中止", default=False)
    is_waiting = models.BooleanField("等待他方", default=False)
    waits_for = models.CharField("等待谁", max_length=120, blank=True)
    seq = models.PositiveIntegerField("记录数", default=0)
    head = models.CharField("末条记录摘要", max_length=80, blank=True)
    opened_on = models.DateField("开始日")
    closed_on = models.DateField("终结日", null=True, blank=True)
    law_day = models.DateField("适用法律之日")
    parent = models.ForeignKey(
        "self",
        verbose_name="上级事项",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    root_id = models.UUIDField("所属案件")
    parent_stage = models.CharField("由上级哪个阶段开启", max_length=60, blank=True)
    next_action = models.CharField("下一步", max_length=60, blank=True)
    next_title = models.CharField("下一步名称", max_length=80, blank=True)
    owner_role = models.CharField("承办角色", max_length=60, blank=True)
    owner_person = models.ForeignKey(
        "people.Person",
        verbose_name="承办人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    owner_posts = models.CharField("承办岗位", max_length=120, blank=True)
    owner_organ = models.ForeignKey(
        "people.Organ",
        verbose_name="承办机关",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    owner_unit = models.ForeignKey(
        "people.Unit",
        verbose_name="承办的内设机构",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField("届满日", null=True, blank=True)
    near_on = models.DateField("临期日", null=True, blank=True)
    due_clock = models.CharField("届满的期限", max_length=60, blank=True)
    due_unit = models.CharField("期限单位", max_length=12, blank=True)
    trail = models.JSONField("走过的路", default=dict)
    last_actor_id = models.UUIDField("末次办理人", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项"
        constraints = [
            models.CheckConstraint(
                name="matter_closed_iff_outcome",
                condition=models.Q(is_open=True, closed_on__isnull=True)
                | models.Q(is_open=False, closed_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="matter_number_once_per_organ",
                fields=["organ", "number"],
                condition=~models.Q(number=""),
            ),
        ]
        indexes = [
            models.Index(name="matter_region", fields=["region_path", "-id"]),
            models.Index(name="matter_organ", fields=["organ", "procedure", "-id"]),
            models.Index(name="matter_unit", fields=["unit", "procedure", "-id"]),
            models.Index(name="matter_root", fields=["root_id"]),
            models.Index(
                name="matter_desk_person",
                fields=["owner_person", "is_waiting", "due_on"],
                condition=models.Q(is_open=True),
            ),
            models.Index(
                name="matter_desk_organ",
                fields=["owner_organ", "owner_posts", "due_on"],
                condition=models.Q(is_open=True),
            ),
            models.Index(
                name="matter_open_due", fields=["organ", "due_on"], condition=models.Q(is_open=True)
            ),
            models.Index(name="matter_due", fields=["due_on", "id"], condition=models.Q(is_open=True)),
            # What came in and what ended in a month, in a region: answered from the index alone.
            models.Index(
                name="matter_opened",
                fields=["opened_on", "region_path"],
                condition=models.Q(parent__isnull=True),
            ),
            models.Index(
                name="matter_closed",
                fields=["closed_on", "region_path"],
                condition=models.Q(parent__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title
