from django.db import models

from fazhi.kernel.ids import new_id


class Reviewer(models.Model):
    """One person on the roll of legality reviewers, with the day from which he has been reviewing.

    Basis: 《行政处罚法》第五十八条第二款（初次从事行政处罚决定法制审核的人员，应当取得法律职业资格）
    """

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(
        "people.Person", verbose_name="人员", on_delete=models.PROTECT, related_name="reviewer"
    )
    since = models.DateField("开始从事法制审核的日期")
    proof = models.CharField("证明材料", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "法制审核人员"
        constraints = [models.CheckConstraint(name="reviewer_with_proof", condition=~models.Q(proof=""))]

    def __str__(self) -> str:
        return f"{self.person}"
