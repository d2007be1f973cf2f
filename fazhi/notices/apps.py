from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "fazhi.notices"
    label = "notices"
    verbose_name = "消息"
