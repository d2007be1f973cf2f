from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "fazhi.domains.programme"
    label = "programme"
    verbose_name = "法治建设规划"
