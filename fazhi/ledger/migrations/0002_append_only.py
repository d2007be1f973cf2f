"""The database refuses to change or remove events and checkpoints."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fazhi.ledger import triggers


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(editor.connection)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
