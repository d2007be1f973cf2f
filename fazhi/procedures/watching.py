"""Who looks on while acts are done, in the transaction of each: rooms above that keep figures of matters.

A watcher is asked before an act changes anything and again when all of it is written; what it gave the first time is
handed back to it the second. It may write rows of its own, and must not change the matter.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from fazhi.procedures.engine.loaded import Loaded

PARENT_LEFT = "parent_left"
"""The action by which a matter is ended because its parent has left the stage that waited for it."""


class Watcher(Protocol):
    """Somebody who looks on."""

    def before(self, loaded: "Loaded") -> Any:
        """What must be known of the matter as it stood; of a matter that is only now being opened, nothing."""

    def after(self, loaded: "Loaded", action: str, seen: Any) -> None:
        """The act is written, its transaction still open. `seen` is what `before` gave."""


_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> None:
    """Let somebody look on from now on. Doing so twice is harmless."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def before(loaded: "Loaded") -> list[Any]:
    """Ask everybody before the act."""
    return [watcher.before(loaded) for watcher in _watchers]


def after(loaded: "Loaded", action: str, seen: Sequence[Any]) -> None:
    """Tell everybody after it."""
    for watcher, what in zip(_watchers, seen, strict=True):
        watcher.after(loaded, action, what)
