"""One case from clue to archive, and every lawful way out of it."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.domains.enforcement.models import Decision, DiscretionCite, PenaltyCase
from fazhi.papers.models import Paper
from fazhi.procedures.models import ClockRow, Matter
from tests.domains.enforcement.conftest import CONCLUDE, DECIDE, EVIDENCE, INQUIRY, Walk

pytestmark = pytest.mark.django_db


def clock(walk: Walk, key: str) -> ClockRow:
    return ClockRow.objects.get(matter=walk.matter, key=key)


def case(walk: Walk) -> PenaltyCase:
    return PenaltyCase.objects.get(pk=walk.matter.pk)


def test_a_case_goes_from_clue_to_archive(walk: Walk) -> None:
    b = walk.bureau
    assert walk.to_investigation() == "investigation"
    assert walk.matter.number == "试市监立〔2026〕1号"
    assert clock(walk, "decide").due_on == date(2026, 6, 1)
    both = b.ids("officer", "second")
    walk.do("record_inquiry", b.officer, "2026-03-05", INQUIRY | {"officers": both})
    walk.do("add_evidence", b.officer, "2026-03-05", EVIDENCE | {"officers": both}, "files")
    walk.do("verify_evidence", b.officer, "2026-03-06", {"finding": "confirmed", "note": "核对一致"})
    # 55 000 yuan is a large fine: no review before the notice, but hearing right and discussion.
    assert walk.do("conclude", b.officer, "2026-03-09", CONCLUDE) == "notice"
    assert walk.do("notify", b.deputy, "2026-03-10", {"opinion": "同意"}) == "notice_serving"
    assert walk.serve("2026-03-11") == "defence"
    assert clock(walk, "hearing_request").due_on == date(2026, 3, 18)
    assert walk.do("close_defence", b.officer, "2026-03-19") == "discussion"
    assert walk.discuss("2026-03-20") == "decision"
    assert walk.do("decide", b.chief, "2026-03-23", DECIDE) == "serving"
    assert clock(walk, "decide").state == "met"
    assert walk.serve("2026-03-25") == "performance"
    assert clock(walk, "payment").due_on == date(2026, 4, 9)
    # Six months end on Mid-Autumn, a holiday, and move on over the weekend.
    assert case(walk).suit_until == date(2026, 9, 28)
    assert walk.pay("55000", "2026-04-01") == "performance"
    assert walk.do("record_performance", b.officer, "2026-04-02", {"performance_note": "食品已没收"}) == "closing"
    closing = {"ending": "performed", "execution": "罚款已缴清", "closed_reason": "执行完毕", "opinion": "同意结案"}
    assert walk.do("close_case", b.deputy, "2026-04-03", closing) == "archiving"
    archive = {"dossier_number": "2026-罚-001", "retention": "long", "pages": "40"}
    assert walk.do("archive", b.clerk, "2026-04-07", archive) == "archived"
    walk.matter.refresh_from_db()
    assert (walk.matter.is_open, walk.matter.outcome) == (False, "closed")
    made = set(Paper.objects.filter(matter_id=walk.matter.pk).values_list("key", flat=True))
    assert made == {
        "clue_registration", "filing_approval", "inquiry_record", "investigation_report", "evidence_list",
        "advance_notice", "collective_discussion_record", "decision", "closing_approval", "dossier_cover",
        "dossier_index",
    }  # fmt: skip
    assert Paper.objects.get(matter_id=walk.matter.pk, key="decision").number == "试市监罚〔2026〕1号"
    assert not ClockRow.objects.filter(matter=walk.matter, state="running").exists()
    decision = Decision.objects.get(matter=walk.matter)
    assert (decision.state, decision.fine) == ("stands", Decimal("55000.00"))
    assert DiscretionCite.objects.filter(matter=walk.matter).count() == 2
    assert Matter.objects.filter(parent=walk.matter, procedure="enforcement.service", outcome="served").count() == 2
