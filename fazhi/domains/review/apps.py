from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "fazhi.domains.review"
    label = "review"
    verbose_name = "合法性审核"
