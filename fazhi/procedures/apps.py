from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "fazhi.procedures"
    label = "procedures"
    verbose_name = "法定程序"

    def ready(self) -> None:
        """Count open terms anew whenever the calendar of a year changes."""
        from fazhi.calendars.services import on_change
        from fazhi.procedures.sweep import recompute

        if recompute not in on_change:
            on_change.append(recompute)
