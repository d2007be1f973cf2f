from django.db import models

from fazhi.domains.review.vocabulary import CheckResult, ReviewConclusion, SubjectKind


def check(label: str) -> models.CharField:
    """A column for one item of the review."""
    return models.CharField(label, max_length=16, choices=CheckResult.choices, blank=True, default="")


class LegalReview(models.Model):
    """One legality review of a decision, a document or a contract. Basis: 《行政处罚法》第五十八条"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="review",
    )
    subject_kind = models.CharField("送审类别", max_length=12, choices=SubjectKind.choices)
    ground = models.CharField("属于审核范围的情形", max_length=300)
    proposal = models.TextField("送审的拟处理意见")
    sent_on = models.DateField("送审日期", null=True, blank=True)
    sent_by = models.CharField("送审机构", max_length=120, blank=True, default="")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    reviewer_id = models.UUIDField("审核人员", null=True, blank=True)
    reviewer_name = models.CharField("审核人员姓名", max_length=60, blank=True, default="")
    licence = models.CharField("法律职业资格证书编号", max_length=60, blank=True, default="")
    subject_fits = check("行政机关主体合法")
    people_fit = check("执法人员具备执法资格")
    procedure_fits = check("程序合法")
    facts_fit = check("事实清楚，证据合法充分")
    law_fits = check("适用法律准确")
    discretion_fits = check("裁量适当")
    powers_fit = check("没有超越权限")
    papers_fit = check("文书完备规范")
    crime_fits = check("涉嫌犯罪的已提出移送意见")
    check_note = models.TextField("逐项说明", blank=True, default="")
    conclusion = models.CharField(
        "审核结论", max_length=10, choices=ReviewConclusion.choices, blank=True, default=""
    )
    opinion = models.TextField("审核意见", blank=True, default="")
    concluded_on = models.DateField("审核日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "合法性审核"
        constraints = [
            models.CheckConstraint(
                name="review_concluded_with_opinion",
                condition=models.Q(conclusion="")
                | (~models.Q(opinion="") & models.Q(concluded_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="review_by_reviewer", fields=["reviewer_id", "concluded_on"])]

    def __str__(self) -> str:
        return f"{self.get_subject_kind_display()}审核"
