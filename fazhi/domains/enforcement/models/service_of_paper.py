from django.db import models

from fazhi.domains.enforcement.vocabulary import PartyKind, Recipient, ServedPaper, ServiceWay


class ServiceOfPaper(models.Model):
    """One paper being served on one party (送达). Basis: 《民事诉讼法》第八十七条至第九十五条"""

    matter = models.OneToOneField(
        "procedures.Matter",
        verbose_name="事项",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="service",
    )
    paper = models.CharField("送达文书", max_length=16, choices=ServedPaper.choices)
    paper_key = models.CharField("文书种类", max_length=60, blank=True, default="")
    paper_of = models.UUIDField("文书所属事项", null=True, blank=True)
    made_on = models.DateField("文书作出日期", null=True, blank=True)
    must_serve_from = models.DateField("送达期限起算日", null=True, blank=True)
    party_name = models.CharField("受送达人", max_length=200)
    party_kind = models.CharField("受送达人类型", max_length=16, choices=PartyKind.choices)
    party_address = models.CharField("受送达人地址", max_length=300, blank=True, default="")
    agrees_electronic = models.BooleanField("已签订电子送达确认书", default=False)
    attempts = models.PositiveSmallIntegerField("未能送达次数", default=0)
    attempts_note = models.TextField("未能送达的经过", blank=True, default="")
    way = models.CharField("送达方式", max_length=16, choices=ServiceWay.choices, blank=True, default="")
    served_on = models.DateField("送达日期", null=True, blank=True)
    recipient = models.CharField(
        "签收人身份", max_length=16, choices=Recipient.choices, blank=True, default=""
    )
    receiver_name = models.CharField("签收人", max_length=60, blank=True, default="")
    place = models.CharField("送达地点", max_length=300, blank=True, default="")
    refusal_note = models.CharField("拒收事由", max_length=300, blank=True, default="")
    witnesses = models.CharField("见证人", max_length=200, blank=True, default="")
    tracking_no = models.CharField("邮件单号", max_length=60, blank=True, default="")
    through = models.CharField("受委托或者转交的机关、单位", max_length=120, blank=True, default="")
    address = models.CharField("电子地址", max_length=120, blank=True, default="")
    announced_on = models.DateField("公告发出日期", null=True, blank=True)
    announced_where = models.CharField("公告载体", max_length=200, blank=True, default="")
    announcement_reason = models.TextField("公告送达的原因和经过", blank=True, default="")
    server_name = models.CharField("送达人", max_length=60, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "送达"
        constraints = [
            models.CheckConstraint(
                name="service_served_with_way", condition=models.Q(served_on__isnull=True) | ~models.Q(way="")
            ),
            models.CheckConstraint(
                name="service_not_before_made",
                condition=models.Q(served_on__isnull=True)
                | models.Q(made_on__isnull=True)
                | models.Q(served_on__gte=models.F("made_on")),
            ),
            models.CheckConstraint(
                name="service_announcement_reasoned",
                condition=models.Q(announced_on__isnull=True) | ~models.Q(announcement_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"送达{self.party_name}"
