"""岗位: what a person is, in which organ, from when to when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.ids import new_id
from fazhi.people.models.organ import Organ
from fazhi.people.models.person import Person
from fazhi.people.models.unit import Unit
from fazhi.people.vocabulary import PostKind


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> Self:
        """Posts held on the day, first and last day included."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def seated(self) -> Self:
        """With everything an actor needs, in one query."""
        return self.select_related("person", "organ__region", "unit")


class Post(models.Model):
    """One post of one person. It is ended by its last day, not deleted, so that old acts keep their author."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, verbose_name="机关", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(
        Unit, verbose_name="内设机构", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    kind = models.CharField("岗位类别", max_length=20, choices=PostKind)
    title = models.CharField("职务", max_length=60, blank=True, default="")
    valid_from = models.DateField("任职起始日")
    valid_to = models.DateField("任职截止日", null=True, blank=True, help_text="当日仍在任；空白表示至今。")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="people_post_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["person", "organ", "unit", "kind"],
                condition=Q(valid_to__isnull=True, unit__isnull=False),
                name="people_post_open_once_in_unit",
            ),
            models.UniqueConstraint(
                fields=["person", "organ", "kind"],
                condition=Q(valid_to__isnull=True, unit__isnull=True),
                name="people_post_open_once_in_organ",
            ),
        ]
        indexes = [models.Index(fields=["organ", "kind", "unit"], name="people_post_seat")]

    def __str__(self) -> str:
        return f"{self.organ}{self.get_kind_display()}{self.person}"

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on the day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)
