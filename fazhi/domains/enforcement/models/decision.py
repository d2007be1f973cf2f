from django.db import models

from fazhi.domains.enforcement.models.penalty_case import money
from fazhi.domains.enforcement.vocabulary import DecisionKind, DecisionState, EnforcementDomain
from fazhi.kernel.ids import new_id


class Decision(models.Model):
    """One decision that was made, kept when a later one takes its place. Asked when a party is to be fined again."""

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(
        "procedures.Matter", verbose_name="案件", on_delete=models.PROTECT, related_name="penalty_decisions"
    )
    kind = models.CharField("决定类型", max_length=12, choices=DecisionKind.choices)
    identity = models.CharField("主体查找值", max_length=64, blank=True, default="", editable=False)
    domain = models.CharField("执法领域", max_length=20, choices=EnforcementDomain.choices)
    cause = models.CharField("案由", max_length=200)
    act_on = models.DateField("违法行为日期", null=True, blank=True)
    kinds = models.JSONField("处罚种类", default=list, blank=True)
    fine = money("罚款")
    gains = money("没收违法所得")
    decided_on = models.DateField("决定日期")
    decided_by_name = models.CharField("决定人", max_length=60)
    state = models.CharField(
        "效力", max_length=10, choices=DecisionState.choices, default=DecisionState.STANDS.value
    )
    ended_on = models.DateField("变更撤销日期", null=True, blank=True)
    ended_why = models.CharField("变更撤销理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "处罚决定"
        constraints = [
            models.UniqueConstraint(
                name="decision_one_stands_per_matter",
                fields=["matter"],
                condition=models.Q(state=DecisionState.STANDS.value),
            ),
            models.CheckConstraint(
                name="decision_ended_iff_not_standing",
                condition=models.Q(state=DecisionState.STANDS.value, ended_on__isnull=True)
                | (~models.Q(state=DecisionState.STANDS.value) & models.Q(ended_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="decision_identity", fields=["identity", "cause"])]

    def __str__(self) -> str:
        return f"{self.cause}（{self.decided_on}）"
