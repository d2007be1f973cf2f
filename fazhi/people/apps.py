from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "fazhi.people"
    label = "people"
    verbose_name = "区域机关人员"
