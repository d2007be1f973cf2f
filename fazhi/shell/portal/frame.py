"""What every public page has: its frame, its cache headers, and plain answers for what is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from fazhi.kernel.errors import FazhiError
from fazhi.ledger.models import Checkpoint
from fazhi.people.models import Region
from fazhi.people.vocabulary import RegionLevel

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Place:
    """The region whose portal this is, with the regions right below it: the city and its counties."""

    root: Region | None
    below: tuple[Region, ...]

    @property
    def all(self) -> tuple[Region, ...]:
        """Root first."""
        return (*((self.root,) if self.root else ()), *self.below)

    def at(self, path: str) -> Region | None:
        """The listed region that a path lies in, narrowest first."""
        inside = [r for r in self.all if path.startswith(r.path)]
        return max(inside, key=lambda r: len(r.path), default=None)


def place() -> Place:
    """The city with its counties; what there is, should the tree be smaller. One query."""
    regions = list(Region.objects.filter(level__lte=RegionLevel.COUNTY, abolished_on=None).order_by("path"))
    cities = [r for r in regions if r.level == RegionLevel.CITY]
    root = next(iter(cities), None) or next(iter(regions), None)
    if root is None:
        return Place(None, ())
    below = [
        r for r in regions if r.path.startswith(root.path) and r.level == RegionLevel.COUNTY and r != root
    ]
    return Place(root, tuple(below))


def public(seconds: int) -> Callable[[Page[P]], Page[P]]:
    """A page for everybody that may be kept for so many seconds; zero keeps nothing.

    Who has entered has his own name around it, which nobody keeps.
    """

    def gate(page: Page[P]) -> Page[P]:
        @wraps(page)
        def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = page(request, *args, **kwargs)
            if "Cache-Control" not in response:
                if getattr(request, "actor", None) is not None:
                    patch_cache_control(response, private=True, no_store=True)
                elif seconds and response.status_code == 200 and request.method in {"GET", "HEAD"}:
                    patch_cache_control(response, public=True, max_age=seconds)
                else:
                    patch_cache_control(response, no_store=True)
            return response

        return shown

    return gate


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    where: Place | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a public page in its frame: the name of the place, and the latest checkpoint. Two queries, one when the
    page has read the place already.
    """
    latest = Checkpoint.objects.order_by("-n").only("n", "made_at").first()
    root = (where or place()).root
    name = (root.short or root.name).removesuffix("市") if root else ""
    frame = {
        "site": {"name": f"法治{name}"},
        "checkpoint": {"n": latest.n, "at": latest.made_at, "url": "/checkpoints/"} if latest else None,
    }
    return render(request, template, {**frame, **context}, status=status)


def missing(request: HttpRequest, title: str = "没有这条公示") -> HttpResponse:
    """404 in words: what may be the reason, and where to look."""
    return show(request, "shell/portal_missing.html", {"title": title}, status=404)


def refused(request: HttpRequest, error: FazhiError) -> HttpResponse:
    """A refusal on a public page."""
    context = {"title": "没有提交成功", "sentence": error.sentence}
    return show(request, "shell/portal_missing.html", context, status=error.status)
