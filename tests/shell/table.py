"""Every act of every procedure at every stage, tried by everybody: a table of what was promised and what came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.errors import FazhiError, NotYourPart, OutOfScope, WrongStage
from fazhi.ledger.models import Event
from fazhi.people.actors import Actor
from fazhi.procedures import registry, selectors
from fazhi.procedures.engine import Upload, perform
from fazhi.procedures.engine.judging import judge
from fazhi.procedures.engine.loaded import load
from fazhi.procedures.models import Matter
from tests.factories.cases import at, scan
from tests.shell.reading import Standing

# After the last day of the tour, so that everything in it has happened.
NOW = at(date(2026, 11, 20))
STATUS = {"OutOfScope": 404, "NotYourPart": 403, "WrongStage": 409}
Key = tuple[str, str, str, str]


@dataclass
class Table:
    """What was promised, what came, and where the two differ.

    `told` holds procedure, stage, action and role with the answer that the definition promises; `tried` those that
    were also sent for good, with what came of it; `wrong` every disagreement.
    """

    people: Mapping[str, Actor]
    told: dict[Key, str] = field(default_factory=dict)
    tried: dict[Key, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _sent: set[tuple[str, ...]] = field(default_factory=set)
    _signed: set[str] = field(default_factory=set)

    def stop(self, matter: Matter) -> None:
        """Let everybody try everything on a matter as it stands. Nothing is left of it.

        Once for each procedure the chief has also been asked to sign together.
        """
        self._everybody(matter, matter.stage)
        if matter.is_open and matter.procedure not in self._signed:
            self._signed.add(matter.procedure)
            with transaction.atomic():
                form = {"person": self.people["chief"].person_id, "reason": "重大事项"}
                asked = perform(matter.pk, "add_signer", self.people["head"], form, at=NOW).matter
                self._everybody(asked, f"{matter.stage}, chief asked to sign")
                transaction.set_rollback(True)

    def _everybody(self, matter: Matter, stage: str) -> None:
        standing = Standing(matter)
        actions = standing.book.every_action()
        before = (Event.objects.count(), Matter.objects.values_list("seq").get(pk=matter.pk))
        seeing = 0
        for who, actor in self.people.items():
            seeing += standing.sees(actor)
            found = _judged(matter, actor, actions)
            for n, (key, action) in enumerate(actions.items()):
                promised = standing.answer(actor, action)
                row = (matter.procedure, stage, key, who)
                self.told[row] = promised
                if found[key] != promised:
                    self.wrong.append(f"{row}: promised {promised}, judged {found[key]}")
                if self._due(row, promised, n, seeing):
                    self._send(matter, actor, row, action, promised, standing)
        assert before == (Event.objects.count(), Matter.objects.values_list("seq").get(pk=matter.pk)), matter

    def _due(self, row: Key, promised: str, n: int, seeing: int) -> bool:
        """Whether this one is sent for good: each answer once for a procedure, act and role.

        The stage is asked before the person, so that a wrong stage is sent by one of the roles, in turns.
        """
        procedure, _, key, who = row
        mark = (procedure, key, promised, "" if promised == "WrongStage" else who)
        if mark in self._sent or (promised == "WrongStage" and n % 9 != seeing % 9):
            return False
        self._sent.add(mark)
        return True

    def _send(
        self,
        matter: Matter,
        actor: Actor,
        row: Key,
        action: Mapping[str, Any],
        promised: str,
        standing: Standing,
    ) -> None:
        data, files = self._form(matter, standing.book.fields(action))
        try:
            if promised == "may":
                with transaction.atomic():
                    perform(matter.pk, row[2], actor, data, files, at=NOW)
                    transaction.set_rollback(True)
            else:
                perform(matter.pk, row[2], actor, data, files, at=NOW)
        except FazhiError as error:
            came, fits = type(error).__name__, _fits(error, promised)
        else:
            came, fits = "done", promised == "may"
        self.tried[row] = came
        if not fits:
            self.wrong.append(f"{row}: promised {promised}, came {came}")

    def _form(self, matter: Matter, fields: list[dict[str, Any]]) -> tuple[dict[str, Any], list[Upload]]:
        """A form as somebody would fill it who has no idea whether he may."""
        choices, colleague = registry.domain_of(matter.procedure).choices, self.people["officer3"].person_id
        today = timezone.localdate(NOW).isoformat()
        told: dict[str, Any] = {
            "text": "示例", "longtext": "示例内容", "date": today, "datetime": f"{today} 00:01", "money": "1", "integer": "1",
            "bool": True, "person": colleague, "persons": [colleague], "role": "handler", "passed_stage": "clue",
            "citation": "《行政处罚法》第三十四条",
        }  # fmt: skip
        data, files = {}, []
        for item in fields:
            if item["type"] in {"file", "files"}:
                files.append(scan(item["name"]))
            elif item["type"] in {"choice", "choices"}:
                first = next(iter(choices[item["choices"]].values))
                data[item["name"]] = first if item["type"] == "choice" else [first]
            else:
                data[item["name"]] = told[item["type"]]
        return data, files


def _judged(matter: Matter, actor: Actor, actions: Mapping[str, Any]) -> dict[str, str]:
    """The engine's own answer for each act, by the code that pages and acts share."""
    try:
        seen = selectors.visible_to(actor, matter.pk)
    except OutOfScope:
        return dict.fromkeys(actions, "OutOfScope")
    loaded = load(seen, actor, timezone.localdate(NOW))
    found = {}
    for key in actions:
        obstacle = judge(loaded, loaded.definition.actions[key], actor, NOW).obstacle
        found[key] = type(obstacle).__name__ if isinstance(obstacle, WrongStage | NotYourPart) else "may"
    return found


def _fits(error: FazhiError, promised: str) -> bool:
    if promised == "may":
        return not isinstance(error, WrongStage | NotYourPart | OutOfScope) and error.status in {409, 422}
    return (type(error).__name__, error.status) == (promised, STATUS[promised])
