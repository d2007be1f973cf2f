"""清单条目: one entry of a register, every edition of it a row."""

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.ids import new_id
from fazhi.registers.vocabulary import EntryStatus


class Entry(models.Model):
    """One edition of one entry. What was in force is never changed: a change makes the next edition.

    It holds for its region and all below, for one organ only when `organ` is given. `valid_to` is the last day,
    inclusive.
    """

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    register = models.ForeignKey(
        "registers.Register", verbose_name="清单", on_delete=models.PROTECT, related_name="entries"
    )
    code = models.CharField("条目编号", max_length=40)
    title = models.CharField("名称", max_length=200)
    edition_no = models.PositiveIntegerField("版次", default=1)
    data = models.JSONField("内容")
    digest = models.CharField("内容摘要", max_length=80)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)
    region_path = models.CharField("适用区域", max_length=24)
    organ = models.ForeignKey(
        "people.Organ",
        verbose_name="适用机关",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    status = models.CharField(
        "状态", max_length=12, choices=EntryStatus.choices, default=EntryStatus.DRAFT.value
    )
    published = models.BooleanField("已公布", default=False)
    change_note = models.CharField("变更说明", max_length=300, blank=True)
    made_at = models.DateTimeField("录入时间")
    made_by = models.CharField("录入人", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "清单条目"
        constraints = [
            models.UniqueConstraint(name="entry_edition_once", fields=["register", "code", "edition_no"]),
            models.CheckConstraint(
                name="entry_days_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="entry_published_in_force", condition=Q(published=False) | ~Q(status="draft")
            ),
        ]
        indexes = [
            models.Index(name="entry_code", fields=["code", "region_path", "valid_from"]),
            models.Index(name="entry_listed", fields=["register", "code", "-edition_no"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}（第{self.edition_no}版）"
