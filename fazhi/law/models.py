"""Laws, their editions and articles."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from fazhi.law.vocabulary import ArticleKind, DoubtKind, EditionStatus, Level, NameKind, Outcome


class Law(models.Model):
    """A law through all its editions; known by `key`, its short title."""

    key = models.CharField(
        "简称", max_length=255, unique=True, help_text="去掉“中华人民共和国”的名称，引用时用"
    )
    title = models.CharField("名称", max_length=255)
    short_titles = models.JSONField("其他简称", default=list, blank=True)
    level = models.CharField("效力级别", max_length=32, choices=Level, default=Level.OTHER)
    issuer = models.CharField("制定机关", max_length=255, blank=True)
    region = models.CharField(
        "地域", max_length=32, blank=True, help_text="地方性法规、地方政府规章所属的地方"
    )
    identity = models.CharField(
        "同名比对", max_length=255, blank=True, db_index=True, help_text="去掉标点、空格和国名的名称"
    )

    class Meta:
        verbose_name = verbose_name_plural = "法规"
        ordering = ["key"]
        indexes = [
            models.Index(fields=["level", "key"], name="law_by_level"),
            models.Index(fields=["region", "key"], name="law_by_region"),
        ]

    def __str__(self) -> str:
        return f"《{self.key}》"


class Edition(models.Model):
    """One text of a law, from the day it may apply until the next text or repeal.

    `starts_on` is what look-ups go by: the effective day when it is known, else the day of adoption, before which the
    text cannot have applied. What is not certain stands in `doubt`, in words.
    """

    law = models.ForeignKey(Law, models.CASCADE, related_name="editions", verbose_name="法规")
    adopted_on = models.DateField("通过或公布日")
    effective_on = models.DateField("施行日", null=True, blank=True, help_text="来源没有可信日期的留空")
    starts_on = models.DateField("适用起日")
    repealed_on = models.DateField("废止日", null=True, blank=True)
    repealed_by = models.CharField("废止依据", max_length=400, blank=True)
    unsure_from = models.DateField(
        "文本存疑起日",
        null=True,
        blank=True,
        help_text="已知在这一天又作过修改，修改后的文本没有收入",
    )
    document_numbers = models.JSONField("文号", default=list, blank=True)
    extent = models.TextField("条号范围", blank=True, help_text="收入的条号，连续的写作1..86")
    is_standing_doubtful = models.BooleanField(
        "效力待核", default=False, help_text="来源称已废止而无日期，或者称已被修改而未并入"
    )
    history = models.TextField("制定和修改沿革", blank=True)
    doubt = models.TextField("存疑", blank=True)
    source = models.CharField("来源", max_length=64)
    source_ref = models.CharField("来源中的位置", max_length=255, blank=True)
    digest = models.CharField("来源摘要", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文本"
        ordering = ["law_id", "-starts_on", "-adopted_on"]
        constraints = [
            models.UniqueConstraint(fields=["law", "adopted_on"], name="edition_once_a_day"),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(starts_on=F("effective_on")),
                name="edition_starts_when_effective",
            ),
        ]
        indexes = [models.Index(fields=["law", "starts_on"], name="edition_by_day")]

    def __str__(self) -> str:
        return f"{self.law_id}（{self.adopted_on}）"


class Article(models.Model):
    """One article of an edition; also an annex, a preamble or an undivided text."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="articles", verbose_name="文本")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("类别", max_length=16, choices=ArticleKind, default=ArticleKind.ARTICLE)
    number = models.CharField("条号", max_length=16, help_text="60；之一写作120-1；全文写作0")
    label = models.CharField("条号（汉字）", max_length=40, blank=True)
    chapter = models.CharField("编章节", max_length=400, blank=True)
    text = models.TextField("条文")

    class Meta:
        verbose_name = verbose_name_plural = "条文"
        ordering = ["edition_id", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="article_number_once")]
        indexes = [models.Index(fields=["edition", "position"], name="article_in_order")]

    def __str__(self) -> str:
        return self.label or self.number


class Name(models.Model):
    """A name under which a law is cited, and where the library has it from."""

    law = models.ForeignKey(Law, models.CASCADE, related_name="names", verbose_name="法规")
    name = models.CharField("名称", max_length=255, db_index=True)
    kind = models.CharField("来历", max_length=16, choices=NameKind)
    basis = models.CharField("依据", max_length=400, blank=True)
    uses = models.PositiveIntegerField("定义次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "别名"
        ordering = ["law_id", "name"]
        constraints = [models.UniqueConstraint(fields=["law", "name"], name="name_once_a_law")]

    def __str__(self) -> str:
        return self.name


class Witness(models.Model):
    """One place of a source that was read: a file, or an entry of the seed; what it says, and what became of it.

    A place whose digest and reader have not changed is not read again, so an import that was cut off goes on where it
    stopped.
    """

    source = models.CharField("来源", max_length=64)
    place = models.CharField("位置", max_length=400)
    digest = models.CharField("摘要", max_length=80)
    reader = models.PositiveIntegerField("读法", help_text="读取规则的版次，变了就重读")
    outcome = models.CharField("结果", max_length=16, choices=Outcome)
    why = models.CharField("原因", max_length=400, blank=True)
    edition = models.ForeignKey(
        Edition, models.SET_NULL, null=True, related_name="witnesses", verbose_name="文本"
    )
    claims = models.JSONField("来源所述", default=dict, blank=True)
    is_settled = models.BooleanField("已理清", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "来源记录"
        ordering = ["source", "place"]
        constraints = [models.UniqueConstraint(fields=["source", "place"], name="witness_once")]

    def __str__(self) -> str:
        return self.place


class Doubt(models.Model):
    """Something about an edition that its sources leave uncertain, found by rule; made anew after every import."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="doubts", verbose_name="文本")
    kind = models.CharField("类别", max_length=32, choices=DoubtKind, db_index=True)
    sentence = models.TextField("说明")

    class Meta:
        verbose_name = verbose_name_plural = "疑点"
        ordering = ["kind", "edition_id"]

    def __str__(self) -> str:
        return self.sentence


class LibraryImport(models.Model):
    """An import that has been done; the newest one's `stamp` tells every process when to read its index anew."""

    stamp = models.UUIDField("戳记", unique=True)
    source = models.CharField("来源", max_length=255)
    digest = models.CharField("来源摘要", max_length=80, db_index=True)
    done_at = models.DateTimeField("装入时间")
    law_count = models.PositiveIntegerField("法规数", default=0)
    edition_count = models.PositiveIntegerField("文本数", default=0)
    article_count = models.PositiveIntegerField("条文数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "装入记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.source


def status_on(
    day: date,
    *,
    starts_on: date,
    next_starts_on: date | None,
    repealed_on: date | None,
    is_standing_doubtful: bool,
    unsure_from: date | None = None,
) -> EditionStatus:
    """Standing of an edition on `day`; `next_starts_on` is the start of the law's following edition.

    From `unsure_from` on the text is known to have been amended by one that is not held.
    """
    if day < starts_on:
        return EditionStatus.FUTURE
    if repealed_on is not None and day >= repealed_on:
        return EditionStatus.REPEALED
    if next_starts_on is not None and day >= next_starts_on:
        return EditionStatus.SUPERSEDED
    is_unsure = is_standing_doubtful or (unsure_from is not None and day >= unsure_from)
    return EditionStatus.DOUBTFUL if is_unsure else EditionStatus.IN_FORCE


class CrossCitation(models.Model):
    """One article citing another, or a law as a whole (`number` 0), as found in its text.

    The law cited is kept by name, not by row: it may come into the library later, or anew.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="cross_citations", verbose_name="引用的条文"
    )
    law_name = models.CharField("被引法规", max_length=255)
    number = models.CharField("被引条号", max_length=16)
    paragraph = models.PositiveIntegerField("款", default=0)
    item = models.PositiveIntegerField("项", default=0)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        verbose_name = verbose_name_plural = "互引"
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "law_name", "number", "paragraph", "item"], name="cross_citation_once"
            )
        ]
        indexes = [models.Index(fields=["law_name", "number"], name="cross_citation_cited")]

    def __str__(self) -> str:
        return f"{self.law_name}#{self.number}"


class CrossReading(models.Model):
    """That an edition has been read for its citations, and by which version of the reading."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="cross_reading", verbose_name="文本"
    )
    reader = models.PositiveIntegerField("读法", help_text="查找规则的版次，变了就重读")
    read_at = models.DateTimeField("读取时间")

    class Meta:
        verbose_name = verbose_name_plural = "互引读取记录"

    def __str__(self) -> str:
        return f"{self.edition_id}"
