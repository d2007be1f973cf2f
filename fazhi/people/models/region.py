"""区域: the tree by which work is divided and seen."""

from django.db import models
from django.db.models import Q

from fazhi.kernel.ids import new_id
from fazhi.people.vocabulary import RegionLevel


class Region(models.Model):
    """One region with its code (GB/T 2260 six digits, statistical code nine digits for a town).

    `path` is made of three-digit ordinals, one a rung, so that everything below a region is one range of an index.
    It is given once when the region is loaded and never re-used; it says nothing about the code.
    """

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    code = models.CharField("区划代码", max_length=12)
    name = models.CharField("名称", max_length=60)
    short = models.CharField("简称", max_length=20, blank=True, default="")
    parent = models.ForeignKey(
        "self",
        verbose_name="上级区域",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    level = models.PositiveSmallIntegerField("层级", choices=RegionLevel)
    path = models.CharField("路径", max_length=24)
    is_verified = models.BooleanField("代码已核对", default=True)
    abolished_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "区域"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="people_region_code_once"),
            models.UniqueConstraint(fields=["path"], name="people_region_path_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="people_region_level_known"),
            models.CheckConstraint(condition=~Q(path=""), name="people_region_path_given"),
        ]

    def __str__(self) -> str:
        return self.name
