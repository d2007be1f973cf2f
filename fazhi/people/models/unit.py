"""内设机构: the parts of an organ."""

from django.db import models

from fazhi.kernel.ids import new_id
from fazhi.people.models.organ import Organ
from fazhi.people.vocabulary import UnitKind


class Unit(models.Model):
    """A part of an organ: an enforcement team, the legal section, the office, the cash desk."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey(Organ, verbose_name="机关", on_delete=models.PROTECT, related_name="units")
    name = models.CharField("机构名称", max_length=80)
    kind = models.CharField("机构类别", max_length=20, choices=UnitKind, default=UnitKind.OTHER)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "内设机构"
        constraints = [
            models.UniqueConstraint(fields=["organ", "name"], name="people_unit_name_once_in_organ")
        ]

    def __str__(self) -> str:
        return self.name
