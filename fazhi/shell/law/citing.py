"""What of ours cites the law, as the library's article pages, the interface and the impact of an amendment tell it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import Q

from fazhi.law import citers, cross_citations
from fazhi.law.citers import Citer, Place
from fazhi.law.reference import WHOLE, refs_in
from fazhi.registers.models import Entry, Register
from fazhi.registers.vocabulary import EntryStatus
from fazhi.shell.law.naming import code_name, name_of
from fazhi.shell.law.reading import Kind, Mention, mentions

_BATCH = 500


def plug() -> None:
    """Tell the library who cites it. Called once, when everything is ready."""
    for kind, title in (
        (Kind.PROCEDURE, "法定程序"),
        (Kind.OVERLAY, "本地规定"),
        (Kind.TERM, "期限与数额"),
        (Kind.RULE, "办理条件"),
        (Kind.PAPER, "文书"),
    ):
        citers.plug(Citer(kind.value, title, in_files(kind)))
    citers.plug(Citer("register", "清单", entries))
    citers.plug(Citer("law", "其他法规和本法其他条文", cross_citations.places))
    for kind, title in ((Kind.PAGE, "页面"), (Kind.DATA, "随附数据"), (Kind.CODE, "程序代码")):
        citers.plug(Citer(kind.value, title, in_files(kind)))


def in_files(kind: Kind) -> Callable[[frozenset[str], str, date], Iterable[Place]]:
    """What files of that kind cite."""

    def places(laws: frozenset[str], number: str, on: date) -> Iterator[Place]:
        for mention in mentions(kind):
            if mention.ref.law in laws and number in ("", mention.ref.number):
                yield _place(mention)

    return places


def _place(mention: Mention) -> Place:
    name = name_of(mention)
    return Place(mention.ref, name or code_name(mention), mention.file, mention.line, is_shown=bool(name))


def entries(laws: frozenset[str], number: str, on: date) -> Iterator[Place]:
    """Entries of published registers that are in force, and registers themselves, by their bases."""
    named = Q()
    for law in sorted(laws):
        named |= Q(data__law_basis__icontains=law)
    in_force = Q(status=EntryStatus.IN_FORCE, valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    rows = Entry.objects.filter(named, in_force, published=True, register__is_public=True)
    for row in rows.select_related("register").iterator(_BATCH):
        for ref in refs_in(str(row.data["law_basis"])):
            if ref.law in laws and number in ("", ref.number):
                name = f"{row.register.title} · {row.code} {row.title}"
                yield Place(ref, name, url=f"/lists/entries/{row.pk}/", text=str(row.data["law_basis"]))
    for register in Register.objects.filter(is_public=True).exclude(basis=""):
        for ref in refs_in(register.basis):
            if ref.law in laws and (number in ("", ref.number) or ref.number == WHOLE):
                yield Place(ref, register.title, url=f"/lists/{register.pk}/", text=register.basis)
