from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "fazhi.archive"
    label = "archive"
    verbose_name = "档案"
