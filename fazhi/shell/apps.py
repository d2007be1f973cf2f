from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "fazhi.shell"
    label = "shell"
    verbose_name = "总门户"

    def ready(self) -> None:
        """Tell the law library what of ours cites it."""
        from fazhi.shell.law import citing

        citing.plug()
