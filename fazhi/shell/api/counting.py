"""How often somebody asks in a minute, counted in the database, so that every serving process knows of all."""

from django.core.cache import cache
from django.db import connection

from fazhi.shell.models import AskedCount

WINDOW = 60
"""Seconds in which questions are counted together."""
_COUNT = (
    "INSERT INTO shell_askedcount (who, minute, asked) VALUES (%s, %s, 1) ON CONFLICT (who, minute)"
    " DO UPDATE SET asked = shell_askedcount.asked + 1 RETURNING asked"
)


def is_one_too_many(who: str, most: int, now: int) -> bool:
    """Count one question at the moment `now`, in seconds; whether it is beyond the `most` of its minute.

    Who is over stays over until the minute ends; his process remembers that, so that a flood writes nothing.
    """
    minute = now // WINDOW
    key = f"fazhi-over:{who}:{minute}:{most}"
    if cache.get(key):
        return True
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [who[:100], minute])
        asked = int(cursor.fetchone()[0])
    if asked == 1:
        AskedCount.objects.filter(minute__lt=minute - 1).delete()
    if asked <= most:
        return False
    cache.set(key, True, WINDOW)
    return True
