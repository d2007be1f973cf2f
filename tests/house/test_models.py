"""Every model and field has a Chinese name, since pages, forms and exports show it."""

import re

from django.apps import apps
from django.db import models

CHINESE = re.compile(r"[一-鿿]")


def ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("fazhi.")]


def nameless(model: type[models.Model]) -> list[str]:
    """The model or its own fields that have no Chinese name."""
    meta = model._meta
    found = [] if CHINESE.search(str(meta.verbose_name)) else [f"{meta.label}: verbose_name"]
    found += [
        f"{meta.label}.{field.name}: verbose_name"
        for field in meta.local_fields
        if not CHINESE.search(str(field.verbose_name)) and not field.primary_key
    ]
    return found


def test_models_and_fields_have_chinese_names() -> None:
    assert ours()
    found = [one for model in ours() for one in nameless(model)]
    assert not found, found
