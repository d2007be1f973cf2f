"""One act being done: everything it changes, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from fazhi.archive.models import Blob
from fazhi.archive.services import enclose
from fazhi.kernel.acts import Act, FileFact, PersonFact
from fazhi.kernel.digests import digest
from fazhi.kernel.errors import BadDefinition, Fault, Incomplete, MovedOn
from fazhi.kernel.verdicts import Refused
from fazhi.ledger import services as ledger
from fazhi.notices.services import Recipient, tell
from fazhi.papers import numbers
from fazhi.papers import services as papers
from fazhi.people.actors import Actor
from fazhi.procedures import editions, registry, watching
from fazhi.procedures.definition import STAY, Action, Opens, Route, Stage
from fazhi.procedures.engine import clocking, own
from fazhi.procedures.engine.judging import Line
from fazhi.procedures.engine.loaded import Loaded, changed
from fazhi.procedures.engine.roles import Owner, owner_of
from fazhi.procedures.models import Assignment, Matter
from fazhi.statements import insert, update

FAR = date(9999, 12, 31)


@dataclass
class Step:
    """What effects may do to a matter, and what the engine then writes. Effects see it as `do`."""

    loaded: Loaded
    action: Action
    actor: Actor
    act: Act
    recorded_at: datetime
    lines: Sequence[Line] = ()
    files: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    assigned: list[dict[str, Any]] = field(default_factory=list)
    made_papers: list[dict[str, Any]] = field(default_factory=list)
    passed_through: list[dict[str, str]] = field(default_factory=list)
    entered: list[Stage] = field(default_factory=list)
    opened: list[Opens] = field(default_factory=list)
    children: list[dict[str, str]] = field(default_factory=list)
    moves: clocking.Moves = field(default_factory=clocking.Moves)
    on_behalf: UUID | None = None
    """Whose act led to this one, where the system carries it on: he need not be told what he did himself."""
    seen: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.seen = watching.before(self.loaded)

    @property
    def matter(self) -> Matter:
        """The matter acted on."""
        return self.loaded.matter

    @property
    def seq(self) -> int:
        """The number of the event being written."""
        return self.matter.seq + 1

    # What effects call -------------------------------------------------------------------------------------------

    def assign(self, role: str, person: PersonFact | UUID, reason: str = "") -> None:
        """Give a role to a person, in place of who held it. Raises Incomplete when he may not hold it."""
        if isinstance(person, PersonFact):
            faults = own.role_faults(self.loaded, self.loaded.definition.roles[role], person, "person")
            if faults:
                raise Incomplete(faults)
        person_id = person.id if isinstance(person, PersonFact) else person
        held = [row for row in self.loaded.assignments if row.role == role]
        if any(row.person_id == person_id for row in held):
            return
        for row in held:
            row.until = self.recorded_at
            update(row, {"until": row.until})
            self.loaded.assignments.remove(row)
        row = Assignment(
            matter=self.matter,
            root_id=self.matter.root_id,
            role=role,
            person_id=person_id,
            since=self.recorded_at,
            reason=reason[:300],
        )
        insert([row])
        self.loaded.assignments.append(row)
        self.assigned.append({"role": role, "person": person_id, "replaces": [r.person_id for r in held]})

    def name(self, title: str, cause: str = "") -> None:
        """Set what the matter is called: the party or subject, and the cause."""
        self.matter.title = title[:200]
        if cause:
            self.matter.cause = cause[:200]

    def law_day(self, day: date) -> None:
        """Set the day whose law governs the matter."""
        self.matter.law_day = day

    def tell_person(self, person_id: UUID, title: str, body: str = "") -> None:
        """Send a message when the act has been done."""
        self.told.append({"to": Recipient(person_id=person_id), "title": title, "body": body})

    # What the engine does ----------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Columns from the form, roles from the form, files, then the action's effects in order; saves the row."""
        self._columns()
        for role, name in self.action.assigns:
            value = self.act.form.get(name)
            for person in value if isinstance(value, list) else [value]:
                if isinstance(person, PersonFact):
                    self._assign_from_form(role, person, name, several=isinstance(value, list))
        if self.action.key == self.loaded.definition.numbered_on and not self.matter.number:
            self.matter.number = self._number(self.loaded.definition.series)
        self._enclose()
        for name in self.action.effects:
            self._effect(name)
        row = self.loaded.row
        if not row._state.adding and (news := changed(row, self.loaded.row_as_read)):
            update(row, news)

    def _assign_from_form(self, role: str, person: PersonFact, name: str, *, several: bool) -> None:
        faults = own.role_faults(self.loaded, self.loaded.definition.roles[role], person, name)
        if faults:
            raise Incomplete(faults)
        if several:
            self._assign_also(role, person)
        else:
            self.assign(role, person.id)

    def _assign_also(self, role: str, person: PersonFact) -> None:
        if person.id in self.loaded.holders(role):
            return
        row = Assignment(
            matter=self.matter,
            root_id=self.matter.root_id,
            role=role,
            person_id=person.id,
            since=self.recorded_at,
        )
        insert([row])
        self.loaded.assignments.append(row)
        self.assigned.append({"role": role, "person": person.id, "replaces": []})

    def _columns(self) -> None:
        for item in self.action.form:
            if item.column and item.name in self.act.form:
                value = self.act.form[item.name]
                if isinstance(value, PersonFact):
                    value = value.id
                column: Any = self.loaded.row._meta.get_field(item.column)
                if value is None and not column.null:
                    value = column.get_default()
                setattr(self.loaded.row, column.attname, value)

    def _enclose(self) -> None:
        for item in self.action.form:
            if item.type not in {"file", "files"}:
                continue
            for fact in self.act.form.get(item.name) or []:
                self.files.append(fact.digest)
                enclose(
                    matter_id=self.matter.pk,
                    blob=Blob(digest=fact.digest),
                    name=fact.name,
                    kind=item.enclosure or "material",
                    title=str(self.act.form.get("title") or item.label),
                    at=self.recorded_at,
                    actor=self.actor,
                    event_seq=self.seq,
                )

    def _effect(self, name: str) -> None:
        if name in own.EFFECTS:
            own.EFFECTS[name](self, self.act)
        else:
            registry.effect(self.loaded.domain, name)(self.loaded.row, self.act, self)

    def _number(self, series: str) -> str:
        organ = self.matter.organ
        return numbers.allot(organ_id=organ.pk, doc_word=organ.doc_word, kind=series, year=self.act.day.year)

    def draw_papers(self) -> None:
        """Settle the text of each paper the action makes, with its number."""
        contexts = self.loaded.domain.contexts
        for key in self.action.papers:
            paper = self.loaded.definition.papers[key]
            if contexts is None or not hasattr(contexts, key):
                raise BadDefinition(f"{self.loaded.domain.name} 没有文书 {key} 的内容来源")
            number = self._number(paper.series) if paper.series else None
            row = papers.draft(
                matter_id=self.matter.pk,
                key=key,
                title=paper.title,
                template=f"{self.loaded.domain.name}.{paper.layout}",
                context=getattr(contexts, key)(self.loaded.row, self.act),
                number=number,
                at=self.recorded_at,
                actor=self.actor,
                event_seq=self.seq,
            )
            self.made_papers.append(
                {"key": key, "number": number or "", "content": digest(row.data.encode())}
            )

    def target(self) -> str:
        """The stage the action leads to, as it says itself or as its rule chooses. STAY for none."""
        to = self.action.to
        if not isinstance(to, Route):
            return to
        if to.by in own.ROUTES:
            chosen = own.ROUTES[to.by](self.loaded, self.act)
        else:
            chosen = registry.rule(self.loaded.domain, to.by)(self.loaded.facts, self.act)
        if chosen not in (*to.among, STAY):
            raise BadDefinition(f"规则 {to.by} 选了定义没有列出的阶段 {chosen}")
        return str(chosen)

    def enter(self, key: str) -> None:
        """Move to a stage; pass through those whose condition does not hold, with the verdict recorded."""
        definition = self.loaded.definition
        stage = definition.stages[key]
        seen = set()
        while stage.when and stage.key not in seen:
            seen.add(stage.key)
            verdict = registry.rule(self.loaded.domain, stage.when)(self.loaded.facts, self.act)
            if not isinstance(verdict, Refused):
                break
            self.passed_through.append({"stage": stage.key, "why": verdict.reason, "basis": verdict.basis})
            stage = definition.stages[stage.otherwise]
        matter, old = self.matter, self.matter.stage
        trail = matter.trail
        trail["undo"] = (
            old if old and self.action.key not in {"return", "withdraw"} and not stage.final else ""
        )
        visited = trail.setdefault("visited", [])
        if stage.key not in visited:
            visited.append(stage.key)
        trail.setdefault("since", {})[stage.key] = self.act.day.isoformat()
        matter.stage, matter.stage_title, matter.stage_since = stage.key, stage.title, self.act.at
        matter.is_open, matter.outcome = not stage.final, stage.outcome if stage.final else ""
        matter.closed_on = self.act.day if stage.final else None
        self.entered.append(stage)
        self.opened.extend(stage.opens)

    def move_clocks(self, extra: Sequence[str] = ()) -> None:
        """Move every clock that the act, the stages entered and sub-matters ended touch."""
        triggers = [self.action.key, *(f"stage:{s.key}" for s in self.entered), *extra]
        self.moves = clocking.move(
            self.loaded.definition, self.loaded.clocks, self.act, triggers, self.loaded.row, self.seq
        )
        if not self.matter.is_open:
            clocking.close_all(self.loaded.definition, self.loaded.clocks, self.act, self.moves, self.seq)
        self.moves.save()

    def settle(self) -> None:
        """Say who has the next step and by when."""
        matter, definition = self.matter, self.loaded.definition
        stage = definition.stages[matter.stage]
        waiting = [
            child for child in self.loaded.children if child.is_open and child.parent_stage == stage.key
        ]
        waits_on = {o.procedure for o in stage.opens if o.wait}
        waiting = [child for child in waiting if child.procedure in waits_on]
        matter.waits_for = stage.waits_for or "、".join(editions.of(c.edition_id).title for c in waiting)
        matter.is_waiting = bool(matter.waits_for) and matter.is_open
        following = definition.actions.get(stage.next)
        matter.next_action = following.key if following and matter.is_open else ""
        matter.next_title = following.title if following and matter.is_open else ""
        roles = (stage.owner,) if stage.owner else following.by if following else ()
        owner = owner_of(definition, self.loaded, roles) if matter.is_open else None
        owner = owner or Owner("", None, "", None, None)
        matter.owner_role, matter.owner_person_id, matter.owner_posts = (
            owner.role,
            owner.person_id,
            owner.posts,
        )
        matter.owner_organ_id, matter.owner_unit_id = owner.organ_id, owner.unit_id
        first = clocking.first_due(self.loaded.clocks.values())
        matter.due_on, matter.near_on = (first.due_on, first.near_on) if first else (None, None)
        matter.due_clock, matter.due_unit = (first.key, first.unit) if first else ("", "")

    def commit(
        self, before: "Bucket | None", *, idem: str | None, kind: str, extra: Mapping[str, Any]
    ) -> None:
        """Write the matter under its sequence, the tally, the event and the notices. Raises MovedOn if overtaken."""
        matter, seq = self.matter, self.seq
        matter.trail.setdefault("done", {})[self.action.key] = self.act.day.isoformat()
        if self.actor.person_id and self.entered:
            matter.last_actor_id = self.actor.person_id
        elif not self.action.universal:
            matter.trail["undo"] = ""
        self.settle()
        event = ledger.append(
            matter_id=matter.pk,
            seq=seq,
            kind=kind,
            action=self.action.key,
            at=self.recorded_at,
            occurred_at=self.act.at,
            actor=self.actor,
            data=self.payload(extra),
            files=self.files,
            prev=matter.head,
            idem=idem,
        )
        fresh = matter._state.adding
        old_seq, matter.seq, matter.head = matter.seq, seq, event.digest
        if fresh:
            insert([matter])
        else:
            news = changed(matter, self.loaded.matter_as_read)
            if not update(matter, news, seq=old_seq):
                raise MovedOn("事项刚被他人办理，请查看最新情况后再办。")
        retally(before, bucket(matter))
        watching.after(self.loaded, self.action.key, self.seen)
        self._send(before)

    def payload(self, extra: Mapping[str, Any]) -> dict[str, Any]:
        """The event's data: what was sent, what was found, what followed."""
        return {
            "procedure": self.matter.procedure,
            "edition": self.matter.edition_id,
            "title": self.action.title,
            "stage": self.matter.stage,
            "form": self._form(),
            "verdicts": [_told(line) for line in self.lines],
            "passed": self.passed_through,
            "clocks": self.moves.told(),
            "assigned": self.assigned,
            "papers": self.made_papers,
            "children": self.children,
            "now": projection(self.matter),
            **extra,
        }

    def _form(self) -> dict[str, Any]:
        hidden = {item.name for item in self.action.form if item.private}
        plain = {}
        for key, value in self.act.form.items():
            if value in (None, [], ""):
                continue
            # The value itself lies in the domain's column; the chain holds what proves it and survives its erasure.
            salted = f"{self.matter.pk}:{key}:{_plain(value)}".encode()
            plain[key] = {"digest": digest(salted)} if key in hidden else _plain(value)
        return plain

    def _send(self, before: "Bucket | None") -> None:
        matter = self.matter
        link = f"/matters/{matter.pk}/"
        for row in self.told:
            tell(
                at=self.recorded_at,
                to=row["to"],
                title=row["title"],
                body=row["body"],
                link=link,
                matter_id=matter.pk,
            )
        if not matter.is_open or matter.is_waiting or not (self.entered or self.assigned):
            return
        to: list[Recipient] = []
        if matter.owner_person_id and matter.owner_person_id not in {self.actor.person_id, self.on_behalf}:
            to = [Recipient(person_id=matter.owner_person_id)]
        elif not matter.owner_person_id and matter.owner_organ_id and not owns_by_post(matter, self.actor):
            to = [
                Recipient(organ_id=matter.owner_organ_id, unit_id=matter.owner_unit_id, post=post)
                for post in matter.owner_posts.strip("|").split("|")
                if post
            ]
        if to:
            what = f"{matter.stage_title}：请{matter.next_title}" if matter.next_title else matter.stage_title
            tell(
                at=self.recorded_at,
                to=to,
                title=f"{matter.title}{matter.cause}",
                body=what,
                link=link,
                matter_id=matter.pk,
            )


def owns_by_post(matter: Matter, actor: Actor) -> bool:
    """Whether the actor is himself one of those the next step lies with."""
    return f"|{actor.post}|" in matter.owner_posts and matter.owner_organ_id == actor.organ_id


def projection(matter: Matter) -> dict[str, Any]:
    """The matter as it stands, as plain values: what a replay of the ledger must come out at."""
    return {
        "number": matter.number,
        "title": matter.title,
        "cause": matter.cause,
        "stage": matter.stage,
        "outcome": matter.outcome,
        "is_open": matter.is_open,
        "is_suspended": matter.is_suspended,
        "is_waiting": matter.is_waiting,
        "next": matter.next_action,
        "owner_person": matter.owner_person_id,
        "owner_posts": matter.owner_posts,
        "due_on": matter.due_on,
        "due_clock": matter.due_clock,
        "law_day": matter.law_day,
        "parent": matter.parent_id,
        "root": matter.root_id,
        "organ": matter.organ_id,
        "unit": matter.unit_id,
    }


def _plain(value: Any) -> Any:
    match value:
        case PersonFact():
            return {"person": value.id, "name": value.name}
        case FileFact():
            return {"file": value.digest, "name": value.name, "size": value.size}
        case list() | tuple():
            return [_plain(row) for row in value]
        case models.Model():
            return value.pk
        case _:
            return value


def _told(line: Line) -> dict[str, str]:
    verdict = line.verdict
    if isinstance(verdict, Refused):
        return {"key": line.key, "answer": "refused", "why": verdict.reason, "basis": verdict.basis}
    note = getattr(verdict, "note", "") or getattr(verdict, "reason", "")
    return {"key": line.key, "answer": type(verdict).__name__.lower(), "why": note, "basis": verdict.basis}


Bucket = tuple[Any, str, str, date, date]


def bucket(matter: Matter) -> Bucket | None:
    """Where the matter is counted: organ, region, procedure and days; None once it is closed."""
    if not matter.is_open:
        return None
    return (
        matter.organ_id,
        matter.region_path,
        matter.procedure,
        matter.due_on or FAR,
        matter.near_on or FAR,
    )


_UPSERT = (
    "INSERT INTO procedures_tally (organ_id, region_path, procedure, due_on, near_on, count) VALUES {rows}"
    " ON CONFLICT (organ_id, procedure, due_on, near_on) DO UPDATE SET count = procedures_tally.count + excluded.count"
)


def retally(old: Bucket | None, new: Bucket | None) -> None:
    """Move the matter from one count to another: one statement, none when nothing changed."""
    if old == new:
        return
    # Always in one order, so that two acts that change the same two counts do not wait for one another.
    rows = sorted((*where, count) for where, count in ((old, -1), (new, 1)) if where is not None)
    organ = Matter._meta.get_field("organ")
    values: list[Any] = []
    for organ_id, *rest in rows:
        values += [organ.target_field.get_db_prep_value(organ_id, connection), *rest]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))), values)


def faults_of(verdict: Refused, name: str) -> list[Fault]:
    """A refused check as a fault of its field."""
    return [Fault(verdict.field or name, verdict.reason, verdict.basis)]
