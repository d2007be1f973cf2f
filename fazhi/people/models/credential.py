"""证件: what entitles a person to enforce or to review."""

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.ids import new_id
from fazhi.people.models.person import Person
from fazhi.people.vocabulary import CredentialKind, CredentialStatus


class Credential(models.Model):
    """An enforcement certificate or a legal profession qualification.

    Basis: 《中华人民共和国行政处罚法》第四十二条第一款（执法人员应当具有行政执法资格）
    Basis: 《中华人民共和国行政处罚法》第五十八条第二款（初次从事法制审核的人员应当取得法律职业资格）
    """

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        Person, verbose_name="持证人", on_delete=models.PROTECT, related_name="credentials"
    )
    kind = models.CharField(
        "证件类别", max_length=20, choices=CredentialKind, default=CredentialKind.ENFORCEMENT
    )
    number = models.CharField("证件编号", max_length=40)
    domains = models.JSONField("执法领域", default=list, blank=True)
    issuer = models.CharField("发证机关", max_length=120, blank=True, default="")
    valid_from = models.DateField("有效期起")
    valid_to = models.DateField("有效期止", null=True, blank=True, help_text="当日仍有效；空白表示长期有效。")
    status = models.CharField("状态", max_length=12, choices=CredentialStatus, default=CredentialStatus.VALID)

    class Meta:
        verbose_name = verbose_name_plural = "证件"
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="people_credential_number_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="people_credential_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="people_credential_number_given"),
        ]
        indexes = [models.Index(fields=["status", "valid_to"], name="people_credential_expiry")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.number}"
