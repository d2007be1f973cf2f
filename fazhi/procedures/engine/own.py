"""Routes and effects that belong to every procedure; named `engine.NAME` in definitions."""

from collections.abc import Callable
from typing import Any

from fazhi.kernel.acts import Act, PersonFact
from fazhi.kernel.errors import Fault, Incomplete
from fazhi.kernel.verdicts import Refused
from fazhi.ledger import selectors as ledger
from fazhi.procedures.definition import Found, Role
from fazhi.procedures.engine.loaded import Loaded
from fazhi.procedures.engine.roles import holds_credential
from fazhi.procedures.models import SignRequest


def passed_stage(loaded: Loaded, act: Act) -> str:
    """The stage that the form names."""
    return str(act.form["stage"])


def stage_before(loaded: Loaded, act: Act) -> str:
    """The stage from which the last mover came."""
    return str(loaded.matter.trail["undo"])


def assign(step: Any, act: Act) -> None:
    """Give a role to the person the form names; who held it until now no longer does.

    Raises Incomplete when the person may not hold the role.
    """
    step.assign(act.form["role"], act.form["person"], act.form.get("reason") or "")


def ask_signature(step: Any, act: Act) -> None:
    """Ask somebody to sign together. Raises Incomplete when he has been asked and has not signed yet."""
    person: PersonFact = act.form["person"]
    if any(row.person_id == person.id for row in step.loaded.signers):
        raise Incomplete([Fault("person", f"已请{person.name}会签，尚未完成。")])
    SignRequest.objects.create(
        matter=step.matter,
        person_id=person.id,
        asked_by_name=act.doer.name,
        asked_at=act.at,
        reason=act.form["reason"],
    )
    step.matter.trail["signers"] = step.matter.trail.get("signers", 0) + 1
    step.tell_person(person.id, f"请会签：{step.matter.title}", act.form["reason"])


def sign(step: Any, act: Act) -> None:
    """Set down the asked person's opinion."""
    signer = act.doer.person_id
    assert signer is not None, "roles let only people sign"
    SignRequest.objects.filter(matter=step.matter, person_id=signer, signed_at__isnull=True).update(
        signed_at=act.at, agrees=act.form["agrees"], opinion=act.form["opinion"]
    )
    step.matter.trail["signers"] = max(0, step.matter.trail.get("signers", 0) - 1)


def correct(step: Any, act: Act) -> None:
    """Check that the record to be corrected exists and holds the old words; both texts stay in the ledger.

    Raises Incomplete otherwise.
    """
    found = ledger.chain(step.matter.pk).filter(seq=act.form["seq"]).first()
    if found is None or act.form["was"] not in found.data:
        raise Incomplete(
            [Fault("was", f"第{act.form['seq']}条记录里没有“{act.form['was'][:40]}”，请照原文填写。")]
        )


def suspend(step: Any, act: Act) -> None:
    """The matter rests."""
    step.matter.is_suspended = True


def resume(step: Any, act: Act) -> None:
    """The matter goes on. Raises Incomplete when it does not rest."""
    if not step.matter.is_suspended:
        raise Incomplete([Fault("reason", "本事项没有中止，无须恢复。")])
    step.matter.is_suspended = False


EFFECTS: dict[str, Callable[[Any, Act], None]] = {
    "engine.assign": assign,
    "engine.ask_signature": ask_signature,
    "engine.sign": sign,
    "engine.correct": correct,
    "engine.suspend": suspend,
    "engine.resume": resume,
}
ROUTES: dict[str, Callable[[Loaded, Act], str]] = {
    "engine.passed_stage": passed_stage,
    "engine.stage_before": stage_before,
}


def role_faults(loaded: Loaded, role: Role, person: PersonFact, field: str) -> list[Fault]:
    """Why a person may not be given a role: not assignable, excluded, wrong post, or without the credential."""
    faults = []
    if role.found is not Found.ASSIGNMENT:
        faults.append(Fault(field, f"{role.title}由岗位确定，不能另行指派。"))
    definition = loaded.definition
    clashes = [
        definition.roles[key].title if key in definition.roles else "原案承办人员"
        for key in role.excludes
        if person.id in loaded.holders(key)
    ]
    clashes += [
        r.title
        for r in definition.roles.values()
        if role.key in r.excludes and person.id in loaded.holders(r.key)
    ]
    faults += [
        Fault(field, f"{person.name}是{title}，不能同时担任{role.title}。", role.basis) for title in clashes
    ]
    if role.assign_from and not set(person.posts) & set(role.assign_from):
        faults.append(Fault(field, f"{person.name}的岗位不能担任{role.title}。", role.basis))
    if role.needs:
        verdict = holds_credential(person.credentials, role, loaded, person.name)
        if isinstance(verdict, Refused):
            faults.append(Fault(field, f"{verdict.reason}。", role.basis))
    return faults
