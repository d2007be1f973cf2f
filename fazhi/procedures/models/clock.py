from django.db import models

from fazhi.kernel.ids import new_id


class ClockState(models.TextChoices):
    RUNNING = "running", "进行中"
    PAUSED = "paused", "扣除中"
    MET = "met", "已按期办结"
    MET_LATE = "met_late", "超期办结"
    LAPSED = "lapsed", "逾期失权"
    ENDED = "ended", "已终止"


class ClockRow(models.Model):
    """One clock of a matter as it stands; its history is in `ClockEntry`. Days are inclusive last days."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="事项", on_delete=models.PROTECT, related_name="clocks"
    )
    key = models.CharField("期限", max_length=60)
    kind = models.CharField("类型", max_length=10)
    title = models.CharField("名称", max_length=80)
    basis = models.CharField("依据", max_length=200)
    length = models.PositiveIntegerField("期限长度")
    unit = models.CharField("单位", max_length=12)
    extra = models.PositiveIntegerField("延长", default=0)
    extended_times = models.PositiveSmallIntegerField("延长次数", default=0)
    roll = models.BooleanField("末日逢休息日顺延", default=True)
    state = models.CharField("状态", max_length=10, choices=ClockState.choices)
    starts_on = models.DateField("起算事由发生日")
    starts_at = models.DateTimeField("起算时刻", null=True, blank=True, help_text="只用于以小时计的期限")
    due_on = models.DateField("届满日", null=True, blank=True)
    near_on = models.DateField("临期日", null=True, blank=True)
    stopped_on = models.DateField("停止日", null=True, blank=True)
    paused_on = models.DateField("开始扣除日", null=True, blank=True)
    pauses = models.JSONField("扣除的时间", default=list)
    is_over = models.BooleanField("已超期", default=False)
    is_provisional = models.BooleanField("按未公布年度推算", default=False)
    calendar = models.CharField("日历版本", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        constraints = [models.UniqueConstraint(name="clock_once", fields=["matter", "key"])]
        indexes = [
            models.Index(name="clock_running", fields=["due_on"], condition=models.Q(state="running")),
            models.Index(
                name="clock_provisional", fields=["is_provisional"], condition=models.Q(state="running")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.due_on}）"


class ClockEntry(models.Model):
    """What happened to a clock: started, paused, resumed, extended, met, lapsed, ended, over, recomputed."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(ClockRow, verbose_name="期限", on_delete=models.PROTECT, related_name="entries")
    event_seq = models.PositiveIntegerField("记录编号")
    what = models.CharField("事由", max_length=12)
    on = models.DateField("日期")
    due_on = models.DateField("届满日", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    actor_name = models.CharField("办理人", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "期限记录"
        indexes = [models.Index(name="clock_entry_order", fields=["clock", "event_seq"])]

    def __str__(self) -> str:
        return f"{self.on} {self.what}"
