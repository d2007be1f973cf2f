"""A review by itself: who may take it, how it ends, and that it leaves when the case does."""

import pytest

from fazhi.domains.review.models import LegalReview
from fazhi.kernel.errors import Incomplete, NotYourPart, OutOfScope
from fazhi.papers.models import Paper
from fazhi.procedures.engine import perform
from fazhi.procedures.models import ClockRow
from tests.domains.enforcement.conftest import CHECKS, Walk, at

pytestmark = pytest.mark.django_db

OPINION = dict.fromkeys(CHECKS, "fits") | {"opinion": "同意"}


@pytest.fixture
def sent(walk: Walk) -> Walk:
    walk.to_concluded(review_grounds=["complex"])
    return walk


def test_the_reviewer_gets_what_is_proposed_and_ten_working_days(sent: Walk) -> None:
    review = sent.child("review.legality")
    row = LegalReview.objects.get(pk=review.pk)
    assert "罚款55000.00元" in row.proposal
    assert row.ground == "案件情况疑难复杂、涉及多个法律关系"
    clock = ClockRow.objects.get(matter=review, key="review")
    assert (clock.starts_on.isoformat(), clock.due_on.isoformat()) == ("2026-03-09", "2026-03-23")
    assert (review.owner_posts, review.owner_organ_id) == ("|legal_officer|", sent.bureau.organ.pk)


def test_officers_and_heads_have_no_part_in_it(sent: Walk) -> None:
    review = sent.child("review.legality")
    b = sent.bureau
    for person in (b.officer, b.unit_head, b.chief):
        with pytest.raises((NotYourPart, OutOfScope)):
            perform(review.pk, "accept", person, {}, at=at("2026-03-10"))


def test_only_he_who_took_it_concludes(sent: Walk) -> None:
    b = sent.bureau
    review = sent.child("review.legality")
    perform(review.pk, "accept", b.legal, {}, at=at("2026-03-10"))
    with pytest.raises(NotYourPart):
        perform(review.pk, "agree", b.hearing, OPINION, at=at("2026-03-11"))
    with pytest.raises(Incomplete, match="不能作出同意"):
        perform(review.pk, "agree", b.legal, OPINION | {"facts_fit": "fails"}, at=at("2026-03-11"))
    assert perform(review.pk, "agree", b.legal, OPINION, at=at("2026-03-11")).matter.outcome == "agreed"
    assert sent.stage == "notice"
    assert Paper.objects.get(matter_id=review.pk).title == "法制审核意见书"


def test_disagreement_sends_the_case_back(sent: Walk) -> None:
    assert sent.review("disagree", "2026-03-11", law_fits="fails") == "investigation"


def test_what_is_taken_back_ends_the_review(sent: Walk) -> None:
    assert sent.do("withdraw", sent.bureau.officer, "2026-03-10", {"reason": "补充材料"}) == "investigation"
    review = sent.child("review.legality")
    assert (review.is_open, review.outcome) == (False, "ended")
