"""机关: the bodies that hold and exercise power."""

from django.db import models
from django.db.models import Q

from fazhi.kernel.ids import new_id
from fazhi.people.models.region import Region
from fazhi.people.vocabulary import OrganKind


class Organ(models.Model):
    """An organ under its region. `doc_word` (机关代字) begins its document numbers and belongs to it alone."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    name = models.CharField("机关全称", max_length=120)
    short_name = models.CharField("机关简称", max_length=60, blank=True, default="")
    kind = models.CharField("机关类别", max_length=20, choices=OrganKind, default=OrganKind.DEPARTMENT)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    region = models.ForeignKey(
        Region, verbose_name="所属区域", on_delete=models.PROTECT, related_name="organs"
    )
    doc_word = models.CharField(
        "机关代字", max_length=20, blank=True, default="", help_text="发文字号的开头，如“包昆市监”。"
    )
    domains = models.JSONField("执法领域", default=list, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="主管机关",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "机关"
        constraints = [
            models.UniqueConstraint(fields=["name"], name="people_organ_name_once"),
            models.UniqueConstraint(fields=["uscc"], condition=~Q(uscc=""), name="people_organ_uscc_once"),
            models.UniqueConstraint(
                fields=["doc_word"], condition=~Q(doc_word=""), name="people_organ_doc_word_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
