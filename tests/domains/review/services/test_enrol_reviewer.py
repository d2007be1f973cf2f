from datetime import date

import pytest

from fazhi.domains.review.errors import UnableToEnrol
from fazhi.domains.review.services.enrol_reviewer import enrol_reviewer
from tests.domains.enforcement.conftest import Bureau, at

pytestmark = pytest.mark.django_db


def test_the_roll_keeps_day_and_proof_once(bureau: Bureau) -> None:
    person = bureau.novice.person_id
    assert person is not None
    row = enrol_reviewer(person, since=date(2016, 5, 1), proof=" 任职文件 ", at=at("2026-03-02"))
    assert (row.since, row.proof) == (date(2016, 5, 1), "任职文件")
    with pytest.raises(UnableToEnrol, match="已在名录中"):
        enrol_reviewer(person, since=date(2015, 5, 1), proof="另一文件", at=at("2026-03-02"))


@pytest.mark.parametrize(
    ("since", "proof", "said"), [("2026-03-03", "文件", "晚于今天"), ("2016-05-01", " ", "证明材料")]
)
def test_no_day_in_the_future_and_none_without_proof(
    bureau: Bureau, since: str, proof: str, said: str
) -> None:
    person = bureau.novice.person_id
    assert person is not None
    with pytest.raises(UnableToEnrol, match=said):
        enrol_reviewer(person, since=date.fromisoformat(since), proof=proof, at=at("2026-03-02"))
