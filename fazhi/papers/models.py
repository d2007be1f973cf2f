"""Papers, the layouts they were drawn up by, and the series their numbers come from."""

from typing import ClassVar

from django.db import models

from fazhi.kernel.ids import new_id


class Series(models.Model):
    """One run of document numbers: of one organ, one kind and one year, counting 1, 2, 3 …"""

    organ_id = models.UUIDField("机关")
    kind = models.CharField("文种代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "文号序列"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ_id", "kind", "year"], name="papers_series_one_per_organ_kind_year"
            )
        ]


class VoidNumber(models.Model):
    """A number that was allotted and will not be used. It is never given out again."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="voids", verbose_name="文号序列")
    n = models.PositiveIntegerField("序号")
    number = models.CharField("文号", max_length=60)
    reason = models.CharField("作废原因", max_length=500)
    voided_at = models.DateTimeField("作废时间")
    voided_by = models.CharField("作废人", max_length=60)

    class Meta:
        verbose_name = "作废文号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "n"], name="papers_void_number_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="papers_void_number_has_reason"),
        ]


class LayoutEdition(models.Model):
    """A layout as it stood when papers were drawn up by it, so that they can be printed the same for ever."""

    digest = models.CharField("摘要", max_length=80, primary_key=True)
    name = models.CharField("版式", max_length=80)
    source = models.TextField("版式内容")
    since = models.DateTimeField("首次使用")

    class Meta:
        verbose_name = "版式版本"


class Paper(models.Model):
    """One 文书: its text is settled when it is drawn up; Word and PDF are drawn from it on demand."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter_id = models.UUIDField("事项", db_index=True)
    key = models.CharField("文书种类", max_length=60)
    title = models.CharField("文书名称", max_length=200)
    number = models.CharField("文号", max_length=60, blank=True)
    data = models.TextField("文书内容", help_text="规范化 JSON，拟制时即固定，不再改动")
    template = models.CharField("版式", max_length=80)
    template_digest = models.ForeignKey(
        LayoutEdition, models.PROTECT, db_column="template_digest", related_name="+", verbose_name="版式版本"
    )
    made_at = models.DateTimeField("拟制时间")
    made_by_id = models.UUIDField("拟制人编号", null=True)
    made_by = models.CharField("拟制人", max_length=60)
    event_seq = models.PositiveIntegerField("所属记录序号")
    docx_digest = models.CharField("Word 摘要", max_length=80, null=True)
    pdf_digest = models.CharField("PDF 摘要", max_length=80, null=True)
    served_on = models.DateField("送达日期", null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name="替代的文书"
    )
    correction_reason = models.CharField("更正原因", max_length=500, blank=True)

    class Meta:
        verbose_name = "文书"
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [models.Index(fields=["matter_id", "key"], name="papers_matter_key")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True) | ~models.Q(correction_reason=""),
                name="papers_correction_has_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class Signature(models.Model):
    """One person's name under one paper."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signatures", verbose_name="文书")
    person_id = models.UUIDField("签署人编号")
    name = models.CharField("签署人", max_length=60)
    post = models.CharField("岗位", max_length=60, blank=True)
    at = models.DateTimeField("签署时间")

    class Meta:
        verbose_name = "签署"
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "person_id"], name="papers_signed_once_by_each")
        ]
