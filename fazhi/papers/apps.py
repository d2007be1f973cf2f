from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "fazhi.papers"
    label = "papers"
    verbose_name = "文书"
