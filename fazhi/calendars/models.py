"""Years whose holiday notices were adopted here, their special days, and every edition there ever was."""

from django.db import models

from fazhi.calendars.years import Kind


class DayKind(models.TextChoices):
    """The kinds of `years.Kind`, with their labels."""

    WORKING = Kind.WORKING.value, "上班"
    REST = Kind.REST.value, "休息"


class CalendarYear(models.Model):
    """The edition of a year that is in force. `edition` is the digest of its special days."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    published = models.BooleanField("国务院已公布", default=True)
    source = models.CharField("来源", max_length=200, help_text="放假安排的文号或名称")
    edition = models.CharField("版本摘要", max_length=80)
    adopted_at = models.DateTimeField("采用时间")

    class Meta:
        verbose_name = verbose_name_plural = "法定日历年度"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarDay(models.Model):
    """A day that is not what its place in the week says, or that has a holiday's name."""

    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days", verbose_name="年度")
    date = models.DateField("日期", unique=True)
    kind = models.CharField("类别", max_length=10, choices=DayKind)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "特别日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.get_kind_display()} {self.name}"


class CalendarEdition(models.Model):
    """What was adopted and when, never changed, so that a term counted long ago can be counted again as it was."""

    year = models.PositiveSmallIntegerField("年度")
    edition = models.CharField("版本摘要", max_length=80)
    published = models.BooleanField("国务院已公布")
    source = models.CharField("来源", max_length=200)
    adopted_at = models.DateTimeField("采用时间")
    days = models.TextField("特别日", help_text="规范化 JSON")

    class Meta:
        verbose_name = verbose_name_plural = "法定日历版本"
        ordering = ["year", "adopted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.year}年 {self.edition}"
