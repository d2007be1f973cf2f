"""Sub-matters by themselves, and penalties on the spot."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.domains.enforcement.models import PenaltyCase, Preservation, ServiceOfPaper, SimplePenalty
from fazhi.kernel.errors import Incomplete, NotYourPart, Refusals
from fazhi.papers.models import Paper
from fazhi.procedures.engine import open_matter, perform
from fazhi.procedures.models import ClockRow
from fazhi.procedures.sweep import sweep
from tests.domains.enforcement.conftest import CHILD, CITIZEN, Bureau, Walk, at

pytestmark = pytest.mark.django_db

ON_THE_SPOT = {
    "party_kind": "citizen", "party_name": "何拟七", "party_id_no": CITIZEN, "party_address": "试验区样例街道",
    "domain": "market", "cause": "占道摆放", "place": "样例街口", "facts_found": "占道摆放货物", "facts_plain": True,
    "violated": "《试验条例》第一条", "punished_by": "《试验条例》第二条", "basis_level": "local_regulation",
    "showed_certificates": True, "told_and_heard": True, "defence_text": "没有异议", "kinds": ["fine"], "fine": "200",
    "pay_where": "试验银行", "review_organ": "试验区人民政府", "court": "试验区人民法院",
}  # fmt: skip


def spot(bureau: Bureau, **changes: object) -> Walk:
    form = ON_THE_SPOT | {"officers": bureau.ids("officer", "second")} | changes
    return Walk(
        bureau, open_matter("enforcement.penalty_simple", bureau.officer, form, at=at("2026-03-02")).matter
    )


def test_a_fine_on_the_spot_is_paid_at_the_bank_and_reported(bureau: Bureau) -> None:
    walk = spot(bureau)
    assert walk.stage == "paying"
    slip = {"bank": "甲", "slip_no": "1", "payer": "何拟七", "paid_on": "2026-03-10"}
    assert walk.do("record_payment", bureau.cashier, "2026-03-10", slip) == "reporting"
    with pytest.raises(NotYourPart):  # he who decided does not receive his own report
        walk.do("report", bureau.officer, "2026-03-11", {"opinion": "已备案"})
    assert walk.do("report", bureau.unit_head, "2026-03-11", {"opinion": "已备案"}) == "reported"
    paper = Paper.objects.get(matter_id=walk.matter.pk)
    assert (paper.number, SimplePenalty.objects.get().paid) == ("试市监当罚〔2026〕1号", Decimal("200.00"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fine": "200.01"}, "不得超过200元"),
        ({"kinds": ["censure"], "fine": ""}, "只限于警告和小额罚款"),
        ({"told_and_heard": False}, "听取陈述"),
        ({"facts_plain": False}, "不能当场处罚"),
        ({"showed_certificates": False}, "出示执法证件"),
        ({"basis_level": "normative_document"}, "规范性文件"),
        ({"party_id_no": CHILD}, "不满十四周岁"),
        ({"party_id_no": "150203199001010011"}, "校验"),
        ({"domain": "urban"}, "没有城市管理领域"),
    ],
)
def test_what_may_not_be_decided_on_the_spot(bureau: Bureau, changes: dict[str, object], said: str) -> None:
    with pytest.raises((Incomplete, Refusals), match=said):
        spot(bureau, **changes)


def test_two_officers_with_good_certificates_are_needed_on_the_spot(bureau: Bureau) -> None:
    with pytest.raises(Incomplete, match="不得少于两人"):
        spot(bureau, officers=bureau.ids("officer"))
    with pytest.raises(Incomplete, match="周过"):
        spot(bureau, officers=bureau.ids("officer", "expired"))


def test_money_taken_on_the_spot_is_handed_in_within_two_working_days(bureau: Bureau) -> None:
    walk = spot(bureau, fine="150")
    collect = {"collect_ground": "small", "receipt_no": "内财0001"}
    with pytest.raises(Incomplete, match="超过一百元"):
        walk.do("collect", bureau.officer, "2026-03-06", collect)
    assert (
        walk.do("collect", bureau.officer, "2026-03-06", collect | {"collect_ground": "hard_later"})
        == "handing_in"
    )
    assert ClockRow.objects.get(matter=walk.matter, key="hand_in").due_on == date(2026, 3, 10)
    walk.do("hand_in", bureau.cashier, "2026-03-09", {"received_from": "张试"})
    assert walk.do("to_bank", bureau.cashier, "2026-03-10", {"bank": "甲", "slip_no": "9"}) == "reporting"


def test_things_are_kept_seven_working_days(walk: Walk) -> None:
    b = walk.bureau
    walk.to_investigation()
    ask = {
        "reason": "可能被转移",
        "things": "过期食品，500克，三袋",
        "place": "本局库房",
        "manner": "异地保存",
    }
    walk.do("preserve", b.officer, "2026-03-04", ask)
    kept = "enforcement.preservation"
    walk.on_child(kept, "approve", b.deputy, "2026-03-04", {"opinion": "同意"})
    register = {name: ask[name] for name in ("things", "place", "manner")} | {
        "officers": b.ids("officer", "second"), "showed_certificates": True,
    }  # fmt: skip
    walk.on_child(kept, "register", b.officer, "2026-03-04", register)
    assert ClockRow.objects.get(matter=walk.child(kept), key="dispose").due_on == date(2026, 3, 13)
    walk.do("verify_evidence", b.officer, "2026-03-05", {"finding": "confirmed", "note": "无"})
    dispose = {"outcome": "returned", "outcome_reason": "已取得照片"}
    walk.on_child(kept, "dispose", b.deputy, "2026-03-12", dispose)
    assert Preservation.objects.get().disposed_on == date(2026, 3, 12)


def test_the_investigation_does_not_end_while_things_are_kept(walk: Walk) -> None:
    b = walk.bureau
    walk.to_investigation()
    walk.do(
        "preserve",
        b.officer,
        "2026-03-04",
        {"reason": "会灭失", "things": "食品", "place": "库", "manner": "异地"},
    )
    with pytest.raises(Refusals, match="还没有处理决定"):
        walk.do("conclude", b.officer, "2026-03-09", {})


def test_leaving_a_paper_needs_witness_or_picture(walk: Walk) -> None:
    walk.to_serving()
    left = {"way": "leave", "refusal_note": "拒绝签收"}
    with pytest.raises(Incomplete, match="见证"):
        walk.serve("2026-03-25", **left)
    assert walk.serve("2026-03-25", **left, witnesses="社区何某") == "performance"


def test_electronic_service_needs_the_signed_confirmation(walk: Walk) -> None:
    walk.to_serving()
    mail = {"way": "electronic", "address": "firm@example.invalid"}
    with pytest.raises(Incomplete, match="签订确认书"):
        walk.serve("2026-03-25", **mail)
    assert walk.serve("2026-03-25", **mail, consent_signed=True) == "performance"


def test_a_firm_is_not_served_on_family(walk: Walk) -> None:
    walk.to_serving()
    with pytest.raises(Incomplete, match="法定代表人"):
        walk.serve("2026-03-25", recipient="family")


def test_an_announcement_serves_after_thirty_days_by_itself(walk: Walk) -> None:
    b = walk.bureau
    walk.to_serving()
    service = "enforcement.service"
    announce = {
        "announcement_reason": "查无下落",
        "announced_where": "门户网站",
        "summary": "处罚决定",
        "rights": "可以复议",
    }
    with pytest.raises(Incomplete, match="须先用其他方式送达"):
        walk.on_child(service, "announce", b.officer, "2026-03-24", announce)
    walk.on_child(service, "record_attempt", b.officer, "2026-03-24", {"attempt_note": "住所无人"})
    walk.on_child(service, "announce", b.officer, "2026-03-25", announce)
    sweep(at("2026-04-24", 1))
    assert walk.stage == "serving"
    sweep(at("2026-04-25", 1))
    assert walk.stage == "performance"
    served = ServiceOfPaper.objects.get(matter=walk.child(service))
    assert (served.way, served.served_on) == ("announcement", date(2026, 4, 25))
    assert PenaltyCase.objects.get().decision_served_on == date(2026, 4, 25)


def test_the_windows_of_a_silent_party_lapse_by_themselves(walk: Walk) -> None:
    walk.to_defence()
    sweep(at("2026-03-19", 1))
    states = dict(ClockRow.objects.filter(matter=walk.matter).values_list("key", "state"))
    assert (states["defence"], states["hearing_request"]) == ("lapsed", "lapsed")
    assert walk.do("close_defence", walk.bureau.officer, "2026-03-19") == "discussion"


def test_a_citizens_number_is_sealed_and_never_in_the_ledger(bureau: Bureau) -> None:
    from fazhi.ledger.models import Event

    walk = spot(bureau)
    row = SimplePenalty.objects.get(pk=walk.matter.pk)
    assert CITIZEN not in row.party_id_sealed
    assert row.party_born_on == date(1990, 1, 1)
    assert not any(CITIZEN in event.data for event in Event.objects.all())


def test_a_reviewer_on_the_roll_since_before_2018_needs_no_qualification(walk: Walk) -> None:
    from fazhi.domains.review.models import Reviewer

    b = walk.bureau
    walk.to_concluded(review_grounds=["complex"])
    Reviewer.objects.create(person_id=b.novice.person_id, since=date(2016, 5, 1), proof="任职文件")
    review = walk.child("review.legality")
    assert perform(review.pk, "accept", b.novice, {}, at=at("2026-03-10")).matter.stage == "reviewing"
