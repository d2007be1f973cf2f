"""Every page and every endpoint of the platform, with who may enter it: written down here, not asked of the pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from fazhi.people.actors import Actor
from fazhi.people.models import Organ
from fazhi.procedures.models import Matter
from fazhi.registers.models import Register
from fazhi.shell.api.service import api
from tests.shell.reading import Standing

WATCHING = {"supervisor", "leader"}


@dataclass(frozen=True)
class Ground:
    """What the addresses of pages and endpoints are filled with: one of each thing, of one organ."""

    matter: Matter
    publication: Matter
    organ: Organ
    register: Register
    names: Mapping[str, Any]


Status = Callable[[Ground, Actor | None], int]
ENTER = 302
"""Who has not entered is sent to the door."""


def public(ground: Ground, actor: Actor | None) -> int:
    return 200


def of_the_door(ground: Ground, actor: Actor | None) -> int:
    """Who is inside need not enter again."""
    return 302 if actor else 200


def inwards(ground: Ground, actor: Actor | None) -> int:
    """Leads on to somewhere else."""
    return 302


def signed_in(ground: Ground, actor: Actor | None) -> int:
    return 200 if actor else ENTER


def changes(ground: Ground, actor: Actor | None) -> int:
    """Takes no reading; who has not entered is asked to first."""
    return 405 if actor else ENTER


def takes_no_reading(ground: Ground, actor: Actor | None) -> int:
    return 405


def sees_matter(ground: Ground, actor: Actor | None) -> int:
    return ENTER if actor is None else 200 if Standing(ground.matter).sees(actor) else 404


def sees_publication(ground: Ground, actor: Actor | None) -> int:
    return ENTER if actor is None else 200 if Standing(ground.publication).sees(actor) else 404


def watches(ground: Ground, actor: Actor | None) -> int:
    return ENTER if actor is None else 200 if actor.post in WATCHING else 404


def watches_there(ground: Ground, actor: Actor | None) -> int:
    if actor is None:
        return ENTER
    return 200 if actor.post in WATCHING and ground.matter.region_path.startswith(actor.region_path) else 404


def brings_people(ground: Ground, actor: Actor | None) -> int:
    return ENTER if actor is None else 200 if actor.post in {"admin", "supervisor"} else 403


def edits_person(ground: Ground, actor: Actor | None) -> int:
    """Who brings people in also edits one of them: of those whom he knows."""
    brings = brings_people(ground, actor)
    return knows_person(ground, actor) if brings == 200 else brings


def keeps_platform(ground: Ground, actor: Actor | None) -> int:
    return ENTER if actor is None else 200 if actor.post == "admin" else 404


def begins_penalty(ground: Ground, actor: Actor | None) -> int:
    return ENTER if actor is None else 200 if actor.post in {"officer", "unit_head"} else 404


def knows_person(ground: Ground, actor: Actor | None) -> int:
    """People of one's own organ; of the region for who watches over it or administers it."""
    if actor is None:
        return ENTER
    wide = actor.post in WATCHING or (
        actor.post == "admin" and actor.organ_kind in {"justice_bureau", "government"}
    )
    if wide:
        return 200 if ground.organ.region.path.startswith(actor.region_path) else 404
    below = actor.post == "admin" and ground.organ.parent_id == actor.organ_id
    return 200 if below or actor.organ_id == ground.organ.pk else 404


def sees_register(ground: Ground, actor: Actor | None) -> int:
    """What holds for one's region, from above or from below."""
    if actor is None:
        return ENTER
    one, other = ground.register.region_path, actor.region_path
    return 200 if one.startswith(other) or other.startswith(one) else 404


def reads_figures(ground: Ground, actor: Actor | None) -> int:
    """Everybody with a part in matters; who keeps the platform has none."""
    return ENTER if actor is None else 404 if actor.post == "admin" else 200


def keeps_register(ground: Ground, actor: Actor | None) -> int:
    """Lawyers, heads and administrators of the organ that owns it; who watches over or administers its region."""
    seen = sees_register(ground, actor)
    if actor is None or seen != 200:
        return seen
    if ground.register.owner_id == actor.organ_id:
        return 200 if actor.post in {"legal_officer", "deputy_head", "organ_head", "admin"} else 403
    wide = (actor.post, actor.organ_kind) in {
        ("supervisor", "justice_bureau"), ("admin", "justice_bureau"), ("admin", "government"),
    }  # fmt: skip
    return 200 if wide and ground.register.region_path.startswith(actor.region_path) else 403


def by_token(rule: Status) -> Status:
    """The same on the interface, where who has not entered is told so."""

    def status(ground: Ground, actor: Actor | None) -> int:
        return 401 if actor is None else rule(ground, actor)

    return status


PAGES: dict[str, tuple[str, Status]] = {
    "people:login": ("/login/", of_the_door),
    "people:second": ("/login/second/", inwards),
    "people:logout": ("/logout/", takes_no_reading),
    "people:account": ("/account/", signed_in),
    "people:password": ("/account/password/", signed_in),
    "people:codes": ("/account/codes/", signed_in),
    "people:post": ("/account/post/", signed_in),
    "people:people": ("/people/", signed_in),
    "people:export": ("/people/export/", signed_in),
    "people:import": ("/people/import/", brings_people),
    "people:template": ("/people/template/", signed_in),
    "people:person": ("/people/{person}/", knows_person),
    "people:edit": ("/people/{person}/edit/", edits_person),
    "notices:notices": ("/notices/", signed_in),
    "notices:read_all": ("/notices/read/", changes),
    "notices:open": ("/notices/{notice}/", changes),
    "law:list": ("/law/", public),
    "search:articles": ("/law/search/", public),
    "registers:registers": ("/registers/", signed_in),
    "registers:register": ("/registers/{register}/", sees_register),
    "registers:export": ("/registers/{register}/export/", sees_register),
    "registers:template": ("/registers/{register}/template/", sees_register),
    "registers:import": ("/registers/{register}/import/", keeps_register),
    "registers:entry": ("/registers/entries/{entry}/", sees_register),
    "measures:measures": ("/measures/", reads_figures),
    "measures:measure": ("/measures/enforcement.filed/", reads_figures),
    "measures:records": ("/measures/enforcement.filed/records/", reads_figures),
    "registers:lists": ("/lists/", public),
    "registers:list": ("/lists/{register}/", public),
    "registers:public_entry": ("/lists/entries/{entry}/", public),
    "disclosure:late": ("/disclosure/late/", signed_in),
    "disclosure:draft": ("/disclosure/{publication}/", sees_publication),
    "portal:home": ("/portal/", public),
    "portal:list": ("/p/", public),
    "portal:item": ("/p/{item}/", public),
    "portal:item_json": ("/p/{item}.json", public),
    "portal:correction": ("/p/{item}/correction/", public),
    "portal:unknown": ("/p/nothing-of-that-name/", lambda ground, actor: 404),
    "portal:verify": ("/verify/", public),
    "portal:checkpoints": ("/checkpoints/", public),
    "portal:checkpoint": ("/checkpoints/{checkpoint}.json", public),
    "portal:calculator": ("/calc/", public),
    "portal:open_data": ("/open-data/", public),
    "portal:open_data_file": ("/open-data/nothing-of-that-name", lambda ground, actor: 404),
    "api-root-page": ("/api/v1/", public),
    "shell:desk": ("/desk/", signed_in),
    "shell:openings": ("/open/", signed_in),
    "shell:begin": ("/open/enforcement.penalty/", begins_penalty),
    "shell:matters": ("/matters/", signed_in),
    "shell:save_view": ("/matters/views/save/", takes_no_reading),
    "shell:matter": ("/matters/{matter}/", sees_matter),
    "shell:act": ("/matters/{matter}/act/comment/", sees_matter),
    "shell:timeline": ("/matters/{matter}/timeline/", sees_matter),
    "shell:sum": ("/matters/{matter}/sum/", sees_matter),
    "shell:paper": ("/matters/{matter}/papers/{paper}.pdf", sees_matter),
    "shell:file": ("/matters/{matter}/files/{file}", sees_matter),
    "shell:dossier": ("/matters/{matter}/dossier.zip", sees_matter),
    "shell:verify": ("/matters/{matter}/verify/", sees_matter),
    "shell:region": ("/region/", watches),
    "shell:region_below": ("/region/{region}/", watches_there),
    "shell:search": ("/search/", signed_in),
    "shell:help": ("/help/", signed_in),
    "shell:components": ("/components/", keeps_platform),
}
# Leads the public to the portal, and everybody who works here to where his post begins.
ELSEWHERE = {"shell:home"}
ENDPOINTS: dict[str, tuple[str, Status]] = {
    "/events": ("", by_token(public)),
    "/matters": ("", by_token(public)),
    "/matters/{matter_id}": ("", by_token(sees_matter)),
    "/matters/{matter_id}/actions": ("", by_token(sees_matter)),
    "/matters/{matter_id}/clocks/{key}": ("", by_token(sees_matter)),
    "/matters/{matter_id}/events": ("", by_token(sees_matter)),
    "/matters/{matter_id}/files/{digest}": ("", by_token(sees_matter)),
    "/matters/{matter_id}/papers/{paper_id}.{form}": ("", by_token(sees_matter)),
    "/measures": ("", by_token(reads_figures)),
    "/measures/{measure_key}": ("", by_token(reads_figures)),
    "/measures/{measure_key}/records": ("", by_token(reads_figures)),
    "/organs": ("", by_token(public)),
    "/persons": ("", by_token(public)),
    "/procedures": ("", by_token(public)),
    "/procedures/{key}": ("", by_token(public)),
    "/procedures/{key}.bpmn": ("", by_token(public)),
}
# Pages of laws and articles are everybody's, too.
LIBRARY = "law:"
# What the law library, the calendar and the portal answer is everybody's and has tests of its own.
EVERYBODYS = ("/law/", "/clocks/", "/disclosures", "/public-measures")


def patterns(parts: Any = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address the platform answers: its name and how it is written, the interface's own left out."""
    for part in parts if parts is not None else get_resolver().url_patterns:
        if isinstance(part, URLResolver):
            if part.namespace != "api-v1":
                inner = f"{before}{part.namespace}:" if part.namespace else before
                yield from patterns(part.url_patterns, inner)
        elif isinstance(part, URLPattern) and part.name:
            yield f"{before}{part.name}", str(part.pattern)


def operations() -> set[tuple[str, str]]:
    """Every method and address of the interface, as its own description lists them."""
    return {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
