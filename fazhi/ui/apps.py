from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "fazhi.ui"
    label = "ui"
    verbose_name = "页面构件"
