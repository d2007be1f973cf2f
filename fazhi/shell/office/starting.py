"""What the actor's post lets him start."""

from datetime import datetime
from typing import Any

from fazhi.people.actors import Actor
from fazhi.procedures import registry
from fazhi.procedures.definition import Definition, Found


def openable(actor: Actor) -> list[Definition]:
    """Procedures that the actor's post may open."""
    return [d for d in registry.definitions().values() if _may(d, actor)]


def _may(definition: Definition, actor: Actor) -> bool:
    roles = [definition.roles[key] for key in definition.opening.by]
    return any(role.found is Found.POST and actor.post in role.posts for role in roles)


def offers(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Buttons that start something new."""
    return [{"label": d.opening.title, "url": f"/open/{d.key}/"} for d in openable(actor)]
