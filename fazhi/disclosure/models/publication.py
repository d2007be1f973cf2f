from django.db import models
from django.db.models import Q

from fazhi.disclosure.vocabulary import ChangeGround, Gravity, Lasts, Status, WithholdGround


class Publication(models.Model):
    """What the public sees, or does not, of one decision. Only masked texts stand in `draft` (and `draft_text`, the same
    to be read) and `public`.

    `rung_2` and `rung_3` are the first two and three rungs of the region's path: equal ones stand together in an index
    in the order of the list, which a range of paths does not.

    `public_id` is the stable address and says nothing of the matter. `event_seq` is the ledger event by which it was
    published. `until` is the last day of publication, `credit_until` that of the credit record: two days.
    """

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="publication",
    )
    public_id = models.CharField("公示编号", max_length=20)
    kind = models.CharField("类别", max_length=40, editable=False)
    status = models.CharField("公示状态", max_length=12, choices=Status.choices, default=Status.DRAFT.value)
    region_path = models.CharField("所属区域", max_length=24, editable=False)
    rung_2 = models.CharField("所属市", max_length=6, editable=False)
    rung_3 = models.CharField("所属县", max_length=9, editable=False)
    organ = models.ForeignKey(
        "people.Organ", verbose_name="决定机关", on_delete=models.PROTECT, related_name="+"
    )
    domain = models.CharField("领域", max_length=40, blank=True, editable=False)
    title = models.CharField("标题", max_length=500, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    decided_on = models.DateField("决定日期")
    draft_digest = models.CharField("脱敏稿摘要", max_length=80, blank=True)
    drafter = models.ForeignKey(
        "people.Person",
        verbose_name="拟稿人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    checker = models.ForeignKey(
        "people.Person",
        verbose_name="核对人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    lasts = models.CharField("公示期限", max_length=10, choices=Lasts.choices, default=Lasts.LONG.value)
    actual_until = models.DateField("限制期限届满日", null=True, blank=True)
    gravity = models.CharField(
        "失信程度", max_length=10, choices=Gravity.choices, default=Gravity.ORDINARY.value
    )
    is_required = models.BooleanField("具有一定社会影响", default=False)
    forbidden = models.CharField("不得公开的情形", max_length=30, blank=True, choices=WithholdGround.choices)
    digest = models.CharField("公示内容摘要", max_length=80, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    until = models.DateField("公示截止日", null=True, blank=True)
    credit_until = models.DateField("信用公示最长至", null=True, blank=True)
    event_seq = models.PositiveIntegerField("公示记录编号", null=True, blank=True, editable=False)
    search_text = models.CharField("查找用文字", max_length=720, blank=True, default="", editable=False)
    correction_note = models.TextField("更正说明", blank=True, default="")
    corrected_on = models.DateField("更正日期", null=True, blank=True)
    change_ground = models.CharField("变化情形", max_length=12, blank=True, choices=ChangeGround.choices)
    changed_on = models.DateField("变化之日", null=True, blank=True)
    removal_reason = models.TextField("撤回理由", blank=True, default="")
    removed_on = models.DateField("撤回日期", null=True, blank=True)
    withhold_ground = models.CharField(
        "不予公开情形", max_length=30, blank=True, choices=WithholdGround.choices
    )
    withhold_reason = models.TextField("不予公开理由", blank=True, default="")
    # Wide columns come last: a search that reads the narrow ones need not read past them.
    draft = models.JSONField("脱敏稿", default=dict, editable=False)
    draft_text = models.TextField("脱敏稿全文", blank=True, default="")
    kept = models.JSONField("保留原样的内容", default=list, editable=False)
    trade_secrets = models.TextField("应隐去的商业秘密", blank=True, default="", editable=False)
    marked_names = models.TextField("另须隐名的人员", blank=True, default="", editable=False)
    hidden_names = models.TextField("须全部隐去的人员", blank=True, default="", editable=False)
    public = models.JSONField("公示内容", default=dict, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        constraints = [
            models.UniqueConstraint(name="publication_address_once", fields=["public_id"]),
            models.CheckConstraint(
                name="publication_shown_whole",
                condition=~Q(status="published")
                | (
                    Q(published_on__isnull=False, until__isnull=False, event_seq__isnull=False)
                    & ~Q(digest="")
                ),
            ),
            models.CheckConstraint(
                name="publication_removed_with_reason",
                condition=~Q(status="removed") | (~Q(removal_reason="") & Q(removed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="publication_withheld_with_ground",
                condition=~Q(status="withheld") | (~Q(withhold_ground="") & ~Q(withhold_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                name="publication_latest",
                # The words stand in the index itself, so that a search for a rare one reads no rows.
                fields=["-published_on", "-matter", "search_text"],
                condition=Q(status="published"),
            ),
            models.Index(
                name="publication_city",
                fields=["rung_2", "-published_on", "-matter"],
                condition=Q(status="published"),
            ),
            models.Index(
                name="publication_county",
                fields=["rung_3", "-published_on", "-matter"],
                condition=Q(status="published"),
            ),
            models.Index(
                name="publication_region",
                fields=["region_path", "-published_on", "-matter"],
                condition=Q(status="published"),
            ),
            models.Index(
                name="publication_organ",
                fields=["organ", "-published_on", "-matter"],
                condition=Q(status="published"),
            ),
            models.Index(name="publication_digest", fields=["digest"]),
        ]

    def __str__(self) -> str:
        return self.title or self.number or self.public_id
