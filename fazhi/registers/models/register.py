"""清单: a governed list, kept by one organ."""

from django.db import models

from fazhi.kernel.ids import new_id


class Register(models.Model):
    """One register of a kind, kept by an organ. `kind` is a key of `fazhi.registers.rules.kinds`."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    kind = models.CharField("类别", max_length=60)
    title = models.CharField("名称", max_length=200)
    basis = models.CharField("依据", max_length=300, blank=True)
    owner = models.ForeignKey(
        "people.Organ",
        verbose_name="制定机关",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registers",
    )
    region_path = models.CharField("适用区域", max_length=24)
    is_public = models.BooleanField("向社会公布", default=True)
    made_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = verbose_name_plural = "清单"
        constraints = [
            models.UniqueConstraint(name="register_once_per_owner", fields=["kind", "owner"]),
            models.UniqueConstraint(
                name="register_once_per_region",
                fields=["kind", "region_path"],
                condition=models.Q(owner__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title
