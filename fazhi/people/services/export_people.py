"""The list of people as a workbook."""

from datetime import datetime
from io import BytesIO

import xlsxwriter
from django.utils import timezone

from fazhi.people.actors import Actor
from fazhi.people.listing import STATES, PeopleFilter, people_listed, state_of

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
        posts = person.shown_posts
        seat = (
            person.name,
            "、".join(dict.fromkeys(post.organ.name for post in posts)),
            "、".join(dict.fromkeys(post.unit.name for post in posts if post.unit)),
            "、".join(dict.fromkeys(post.get_kind_display() for post in posts)),
            "、".join(dict.fromkeys(post.title for post in posts if post.title)),
        )
        for paper in person.shown_credentials or [None]:
            row += 1
            for place, cell in enumerate(seat):
                # Written as text, whatever it looks like: a name that begins with "=" stays a name.
                page.write_string(row, place, cell)
            if paper is None:
                continue
            page.write_string(row, 5, paper.get_kind_display())
            page.write_string(row, 6, paper.number)
            page.write_string(row, 7, "、".join(paper.domains))
            page.write_datetime(row, 8, paper.valid_from)
            if paper.valid_to:
                page.write_datetime(row, 9, paper.valid_to)
            else:
                page.write_string(row, 9, "长期")
            page.write_string(row, 10, STATES[state_of(paper, day)])
    page.autofilter(0, 0, max(row, 1), len(_HEADERS) - 1)
    workbook.close()
    return out.getvalue()
