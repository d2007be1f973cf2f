"""What every page's frame shows."""

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """The acting person for the bar at the top; None for the public."""
    return {"actor": getattr(request, "actor", None)}
