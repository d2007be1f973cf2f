"""The database refuses to empty the tables of events and checkpoints, too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fazhi.ledger import triggers


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]

    # The way back is that of 0002, which takes all of it away.
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
