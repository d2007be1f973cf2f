"""The sheets of enforcement certificates and of legal profession qualifications."""

from fazhi.people.models import Credential
from fazhi.people.services.import_persons import person_of
from fazhi.people.services.importing import Import
from fazhi.people.services.workbook_reading import Row
from fazhi.people.vocabulary import CredentialKind


def take_papers(work: Import, rows: list[Row], kind: CredentialKind) -> None:
    """Find or make each paper by its number; an absent column leaves what is there, a blank last day means for good."""
    numbers = [row.values["number"] for row in rows]
    known: dict[str, Credential] = {}
    for start in range(0, len(numbers), 500):
        batch = Credential.objects.filter(kind=kind, number__in=numbers[start : start + 500])
        known |= {paper.number: paper for paper in batch}
    seen: dict[str, int] = {}
    for row in rows:
        number = row.values["number"]
        if number in seen:
            work.faults.append(row.fault("证件编号", f"“{number}”与第{seen[number]}行重复。"))
            continue
        seen[number] = row.number
        person = person_of(work, row)
        if person is None:
            continue
        if person.pk not in work.people_in_scope:
            work.faults.append(row.fault("身份证号", "该人员不在您的管理范围内，不能登记证件。"))
            continue
        values = {key: v for key, v in row.values.items() if key not in {"id_no", "name", "number"}}
        if "valid_to" in row.blank:
            values["valid_to"] = None
        if values.get("valid_to") and values["valid_to"] < values["valid_from"]:
            work.faults.append(row.fault("有效期止", "早于有效期起。"))
            continue
        paper = known.get(number)
        if paper is None:
            work.make(row.sheet, Credential(person=person, kind=kind, number=number, **values))
        elif paper.person_id != person.pk:
            work.faults.append(row.fault("证件编号", f"“{number}”已经登记在另一人名下。"))
        else:
            work.bring_up_to_date(row.sheet, paper, values)
