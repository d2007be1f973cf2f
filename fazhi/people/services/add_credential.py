"""Register a paper of a person: an enforcement certificate or a legal profession qualification."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fazhi.kernel.errors import Fault, Incomplete, MovedOn
from fazhi.people.actors import Actor
from fazhi.people.models import Credential, Person
from fazhi.people.recording import Change, made, tell
from fazhi.people.services.in_hand import faults_of_days, person_kept
from fazhi.people.services.workbook_columns import split_words
from fazhi.people.vocabulary import CredentialKind


@transaction.atomic
def add_credential(
    person_id: UUID,
    *,
    kind: str,
    number: str,
    domains: str,
    issuer: str,
    valid_from: date,
    valid_to: date | None,
    actor: Actor,
    at: datetime,
) -> Credential:
    """The new paper, in force. `domains` is a list as people write it; without `valid_to` it is good for ever.

    Raises Incomplete with every fault, NotYourPart, OutOfScope, or MovedOn when the number was taken meanwhile.
    """
    day = timezone.localdate(at)
    person = person_kept(actor, person_id, day=day)
    paper = Credential(
        person=person,
        kind=kind,
        number=" ".join(number.split()),
        domains=split_words(domains),
        issuer=" ".join(issuer.split()),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    faults = _faults(person, paper)
    faults += faults_of_days(valid_from, valid_to, today=day, earlier="有效期止早于有效期起。")
    if faults:
        raise Incomplete(faults)
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError as error:
        raise MovedOn("刚有人登记了同一编号的证件，请查看后再办。") from error
    tell([Change(person.pk, "people.credential_added", (made(paper),))], actor=actor, at=at)
    return paper


def _faults(person: Person, paper: Credential) -> list[Fault]:
    faults = []
    if paper.kind not in CredentialKind.values:
        faults.append(Fault("kind", "没有这种证件，请从列出的类别中选择。"))
    if not paper.number or len(paper.number) > 40:
        faults.append(Fault("number", "请填写证件编号，不超过40个字。"))
    elif other := Credential.objects.filter(kind=paper.kind, number=paper.number).first():
        whose = "此人" if other.person_id == person.pk else "另一人"
        faults.append(Fault("number", f"“{paper.number}”已经登记在{whose}名下。"))
    if paper.kind == CredentialKind.LEGAL_PROFESSION and paper.domains:
        faults.append(Fault("domains", "法律职业资格不分执法领域，请留空。"))
    if len(paper.issuer) > 120:
        faults.append(Fault("issuer", "发证机关不超过120个字。"))
    return faults
