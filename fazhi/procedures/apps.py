from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "fazhi.procedures"
    label = "procedures"
    verbose_name = "法定程序"

    def ready(self) -> None:
        """Answer the ledger's questions about matters, and keep the changes of people in it; let matters be searched.

        Open terms are counted anew when the calendar of a year changes.
        """
        from fazhi.calendars.services import on_change
        from fazhi.procedures import ledger_answers, people_record, searching
        from fazhi.procedures.sweep import recompute

        if recompute not in on_change:
            on_change.append(recompute)
        ledger_answers.register()
        people_record.register()
        searching.plug()
