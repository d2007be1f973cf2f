"""Procedures: roles, stages, actions with their forms, clocks, papers."""

from ninja import Schema


class Option(Schema):
    """One value that may be chosen, and what it is called."""

    value: str
    label: str


class FieldOut(Schema):
    """One field of a form. `when` names the field that asks for it, or field=value|value."""

    name: str
    label: str
    type: str
    required: bool
    private: bool
    help: str
    unit: str
    when: str
    posts: list[str]
    options: list[Option]


class ProcedureBrief(Schema):
    """One procedure. `may_open` says whether the asker's post lets him begin one."""

    key: str
    title: str
    law: str
    opens_with: str
    may_open: bool


class RoleOut(Schema):
    key: str
    title: str
    found: str
    posts: list[str]
    within: str
    needs: str
    excludes: list[str]


class StageOut(Schema):
    key: str
    title: str
    final: bool
    outcome: str
    next: str
    opens: list[str]
    waits_for: str
    basis: str


class TermOut(Schema):
    """A clock of the definition. `length` and `unit` are those in force today, null where they depend on the case."""

    key: str
    title: str
    kind: str
    basis: str
    length: int | None
    unit: str | None
    starts: list[str]
    stops: list[str]


class ActionOut(Schema):
    key: str
    title: str
    sources: list[str]
    targets: list[str]
    by: list[str]
    basis: str
    help: str
    papers: list[str]
    universal: bool
    form: list[FieldOut]


class PaperKind(Schema):
    key: str
    title: str
    series: str
    signed_by: list[str]
    served: bool


class ProcedureOut(ProcedureBrief):
    """A definition as it holds today for new matters of the asker's organ. `edition` is its digest."""

    edition: str
    roles: list[RoleOut]
    stages: list[StageOut]
    clocks: list[TermOut]
    actions: list[ActionOut]
    papers: list[PaperKind]


class ProcedureList(Schema):
    items: list[ProcedureBrief]
