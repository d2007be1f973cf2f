from django.db import models

from fazhi.domains.enforcement.vocabulary import HearingClosedGround


class Hearing(models.Model):
    """One hearing in a penalty case. Basis: 《行政处罚法》第六十三条至第六十五条"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="hearing",
    )
    asked_on = models.DateField("要求听证日期", null=True, blank=True)
    ground = models.CharField("听证情形", max_length=200, blank=True, default="")
    hearing_at = models.DateTimeField("听证时间", null=True, blank=True)
    hearing_on = models.DateField("听证日期", null=True, blank=True)
    place = models.CharField("听证地点", max_length=200, blank=True, default="")
    is_public = models.BooleanField("公开举行", default=True)
    closed_ground = models.CharField(
        "不公开的理由", max_length=16, choices=HearingClosedGround.choices, blank=True, default=""
    )
    chair_name = models.CharField("主持人", max_length=60, blank=True, default="")
    recorder_name = models.CharField("记录员", max_length=60, blank=True, default="")
    members = models.CharField("听证员", max_length=200, blank=True, default="")
    notified_on = models.DateField("通知送达日期", null=True, blank=True)
    began_at = models.DateTimeField("开始时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    held_on = models.DateField("举行日期", null=True, blank=True)
    agents = models.CharField("委托代理人", max_length=200, blank=True, default="")
    third_parties = models.CharField("第三人及其他参加人", max_length=300, blank=True, default="")
    recusal = models.TextField("回避申请及处理", blank=True, default="")
    case_statement = models.TextField("调查人员陈述", blank=True, default="")
    defence = models.TextField("当事人申辩", blank=True, default="")
    cross_examination = models.TextField("质证情况", blank=True, default="")
    debate = models.TextField("辩论情况", blank=True, default="")
    final_words = models.TextField("最后陈述", blank=True, default="")
    transcript_signed = models.BooleanField("笔录已核对签字", default=False)
    refusal_note = models.CharField("拒绝签字的说明", max_length=300, blank=True, default="")
    agency_view = models.TextField("调查人员的主要意见", blank=True, default="")
    party_view = models.TextField("当事人的主要意见", blank=True, default="")
    dispute = models.TextField("争议焦点和查明情况", blank=True, default="")
    report = models.TextField("听证意见和建议", blank=True, default="")
    termination_ground = models.TextField("终止听证的情况", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "听证"
        constraints = [
            models.CheckConstraint(
                name="hearing_closed_with_ground",
                condition=models.Q(is_public=True) | ~models.Q(closed_ground=""),
            ),
            models.CheckConstraint(
                name="hearing_signed_or_noted",
                condition=models.Q(held_on__isnull=True)
                | models.Q(transcript_signed=True)
                | ~models.Q(refusal_note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"听证（{self.hearing_on or '待定'}）"
