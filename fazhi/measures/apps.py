from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "fazhi.measures"
    label = "measures"
    verbose_name = "指标"

    def ready(self) -> None:
        """Look on while acts are done; have every declaration proved when the platform is checked and served."""
        from django.core.checks import register

        from fazhi.measures.keeping import KEEPER
        from fazhi.procedures.watching import watch

        watch(KEEPER)
        register(_proved)


def _proved(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Any]:
    """Every measure can be counted. Checks run once every app is ready, before anything is served or migrated."""
    from django.core.checks import Error

    from fazhi.kernel.errors import BadDefinition
    from fazhi.measures.declaring import measures

    try:
        measures()
    except BadDefinition as error:
        return [Error(line, id="measures.E001") for line in error.sentence.splitlines()]
    return []
