"""The list of people as a workbook."""

from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from django.utils import timezone

from fazhi.people.actors import Actor
from fazhi.people.listing import STATES, PeopleFilter, people_listed, state_of
from fazhi.people.models import Credential

_HEADERS = (
    "姓名",
    "机关",
    "内设机构",
    "岗位类别",
    "职务",
    "证件类别",
    "证件编号",
    "执法领域",
    "有效期起",
    "有效期止",
    "状态",
)
MOST = 20_000


def export_people(actor: Actor, wanted: PeopleFilter, *, at: datetime) -> bytes:
    """Everyone the list shows under the same filter, a row for each paper; at most the first 20,000 people."""
    day = timezone.localdate(at)
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    page = workbook.add_worksheet("人员与证件")
    head = workbook.add_format({"bold": True, "bottom": 1})
    page.freeze_panes(1, 1)
    page.set_column(0, len(_HEADERS) - 1, 16)
    for place, header in enumerate(_HEADERS):
        page.write_string(0, place, header, head)
    row = 0
    for person in people_listed(actor, wanted, day=day).order_by("name", "pk")[:MOST]:
        posts = person.posts.all()
        seat = (
            person.name,
            "、".join(dict.fromkeys(post.organ.name for post in posts)),
            "、".join(dict.fromkeys(post.unit.name for post in posts if post.unit)),
            "、".join(dict.fromkeys(post.get_kind_display() for post in posts)),
            "、".join(dict.fromkeys(post.title for post in posts if post.title)),
        )
        papers = [_paper_cells(paper, day) for paper in person.credentials.all()]
        for cells in papers or [()]:
            row += 1
            for place, cell in enumerate((*seat, *cells)):
                if isinstance(cell, date):
                    page.write_datetime(row, place, cell)
                else:
                    # Written as text, whatever it looks like: a name that begins with "=" stays a name.
                    page.write_string(row, place, cell)
    page.autofilter(0, 0, max(row, 1), len(_HEADERS) - 1)
    workbook.close()
    return out.getvalue()


def _paper_cells(paper: Credential, day: date) -> tuple[str | date, ...]:
    return (
        paper.get_kind_display(),
        paper.number,
        "、".join(paper.domains),
        paper.valid_from,
        paper.valid_to or "长期",
        STATES[state_of(paper, day)],
    )
