"""人员: a human being who holds posts."""

from django.db import models
from django.db.models import Q

from fazhi.kernel.ids import new_id
from fazhi.people import sealing
from fazhi.people.vocabulary import Sex


class Person(models.Model):
    """A person. The identity number is kept sealed; only its last four characters are ever shown."""

    id = models.UUIDField("标识", primary_key=True, default=new_id, editable=False)
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=8, choices=Sex, blank=True, default="")
    id_no_hash = models.CharField("身份证号查找值", max_length=64, blank=True, default="", editable=False)
    id_no_sealed = models.CharField("身份证号密文", max_length=200, blank=True, default="", editable=False)
    phone = models.CharField("联系电话", max_length=20, blank=True, default="")
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        constraints = [
            models.UniqueConstraint(
                fields=["id_no_hash"], condition=~Q(id_no_hash=""), name="people_person_id_no_once"
            ),
            models.CheckConstraint(
                condition=Q(id_no_hash="", id_no_sealed="") | (~Q(id_no_hash="") & ~Q(id_no_sealed="")),
                name="people_person_id_no_sealed_and_hashed",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="people_person_name")]

    def __str__(self) -> str:
        return self.name

    def keep_id_no(self, id_no: str) -> None:
        """Set the identity number on this row, sealed and hashed; an empty one clears it. The caller saves."""
        self.id_no_hash = sealing.lookup_value(id_no) if id_no else ""
        self.id_no_sealed = sealing.seal(id_no) if id_no else ""

    @property
    def id_no_tail(self) -> str:
        """What may be shown of the identity number: its last four characters, or nothing."""
        return sealing.unseal(self.id_no_sealed)[-4:] if self.id_no_sealed else ""
