from django.db import models

from fazhi.kernel.ids import new_id


class Assignment(models.Model):
    """Who holds a role in a matter, from when until when. `root_id` lets a whole family of matters be seen."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="事项", on_delete=models.PROTECT, related_name="assignments"
    )
    root_id = models.UUIDField("所属案件")
    role = models.CharField("角色", max_length=60)
    person = models.ForeignKey(
        "people.Person", verbose_name="人员", on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True, blank=True)
    reason = models.CharField("事由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "承办关系"
        indexes = [
            models.Index(
                name="assignment_person", fields=["person", "root_id"], condition=models.Q(until__isnull=True)
            ),
            models.Index(name="assignment_root", fields=["root_id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="assignment_once",
                fields=["matter", "role", "person"],
                condition=models.Q(until__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}：{self.person_id}"


class SignRequest(models.Model):
    """Somebody asked to sign together. While one is open, the matter does not leave its stage."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="事项", on_delete=models.PROTECT, related_name="sign_requests"
    )
    person = models.ForeignKey(
        "people.Person", verbose_name="会签人", on_delete=models.PROTECT, related_name="+"
    )
    asked_by_name = models.CharField("提请人", max_length=60)
    asked_at = models.DateTimeField("提请时间")
    reason = models.CharField("会签事由", max_length=300)
    signed_at = models.DateTimeField("会签时间", null=True, blank=True)
    agrees = models.BooleanField("同意", null=True)
    opinion = models.TextField("会签意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会签"
        indexes = [
            models.Index(name="sign_open", fields=["person"], condition=models.Q(signed_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"会签：{self.reason}"
