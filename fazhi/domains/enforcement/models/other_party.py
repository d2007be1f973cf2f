from django.db import models

from fazhi.domains.enforcement.vocabulary import OtherRole, PartyKind
from fazhi.kernel.ids import new_id


class OtherParty(models.Model):
    """Somebody else in the case: a third party, an agent, a guardian, a witness, an informant."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="案件", on_delete=models.PROTECT, related_name="other_parties"
    )
    role = models.CharField("身份", max_length=16, choices=OtherRole.choices)
    name = models.CharField("姓名或者名称", max_length=200)
    kind = models.CharField("类型", max_length=16, choices=PartyKind.choices, default=PartyKind.CITIZEN.value)
    id_sealed = models.CharField("证件号码密文", max_length=200, blank=True, default="", editable=False)
    phone = models.CharField("联系电话", max_length=40, blank=True, default="")
    address = models.CharField("住所或者住址", max_length=300, blank=True, default="")
    note = models.CharField("说明", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "其他参加人"
        indexes = [models.Index(name="other_party_matter", fields=["matter", "role"])]

    def __str__(self) -> str:
        return self.name
