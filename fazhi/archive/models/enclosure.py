"""A file as part of a matter's dossier."""

from django.db import models

from fazhi.archive.models.blob import Blob
from fazhi.archive.vocabulary import EnclosureKind
from fazhi.kernel.ids import new_id


class Enclosure(models.Model):
    """One file in one matter: what it is called there, who added it, and with which event."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter_id = models.UUIDField("事项")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="enclosures", verbose_name="归档文件")
    name = models.CharField("文件名", max_length=150)
    kind = models.CharField("种类", max_length=20, choices=EnclosureKind.choices)
    title = models.CharField("名称", max_length=200, blank=True)
    taken_on = models.DateField("取得日期", null=True, blank=True)
    added_by_id = models.UUIDField("附入人编号", null=True)
    added_by_name = models.CharField("附入人", max_length=120)
    added_at = models.DateTimeField("附入时间")
    event_seq = models.PositiveIntegerField("存证序号", null=True)
    note = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "卷内文件"
        verbose_name_plural = "卷内文件"
        ordering = ("matter_id", "added_at", "id")
        indexes = [models.Index(fields=["matter_id", "added_at"], name="archive_enclosure_matter")]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def added_by(self) -> str:
        """The name of the person who added it."""
        return self.added_by_name
