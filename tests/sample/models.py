from dataclasses import dataclass
from typing import Any

from django.db import models


class Colour(models.TextChoices):
    RED = "red", "红"
    BLUE = "blue", "蓝"


class Errand(models.Model):
    matter = models.OneToOneField(
        "procedures.Matter", models.PROTECT, primary_key=True, related_name="+", verbose_name="事项"
    )
    subject = models.CharField("事由", max_length=100)
    colour = models.CharField("颜色", max_length=10, choices=Colour.choices, blank=True)
    is_hard = models.BooleanField("疑难", default=False)
    told_on = models.DateField("告知日", null=True)
    fee = models.DecimalField("费用", max_digits=12, decimal_places=2, null=True)

    class Meta:
        verbose_name = "差事"

    def __str__(self) -> str:
        return self.subject


class Check(models.Model):
    matter = models.OneToOneField(
        "procedures.Matter", models.PROTECT, primary_key=True, related_name="+", verbose_name="事项"
    )
    opinion = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "复核"

    def __str__(self) -> str:
        return self.opinion


@dataclass(frozen=True)
class ErrandFacts:
    is_hard: bool
    told: bool


def errand_facts(row: Any, matter: Any, day: Any, credentials: Any) -> ErrandFacts:
    return ErrandFacts(row.is_hard, row.told_on is not None)
