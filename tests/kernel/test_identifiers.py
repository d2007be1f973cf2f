"""Codes with check digits: real ones pass, every single slip is noticed."""

from datetime import date

import pytest

from fazhi.kernel.identifiers import (
    USCC_CHARS,
    check_region_code,
    check_resident_id,
    check_uscc,
    make_resident_id,
    make_uscc,
    sex_and_birth,
)

TODAY = date(2026, 11, 22)
REAL = ["11150202011538375C", "11620300013909010R"]
CITIZEN = "11010519491231002X"


@pytest.mark.parametrize("code", REAL)
def test_real_credit_codes(code):
    assert check_uscc(code)
    assert make_uscc(code[:17]) == make_uscc(code[:16]) == code


@pytest.mark.parametrize("code", REAL)
def test_one_wrong_character_is_noticed_wherever_it_stands(code):
    for place in range(18):
        for c in USCC_CHARS:
            if c != code[place]:
                assert not check_uscc(code[:place] + c + code[place + 1 :]), (place, c)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "18位"),
        ("11150202011538375", "18位"),
        ("1115020201153837OC", "O"),
        ("11150202011538375c", "c"),
        ("1199020201153837" + "5C", "行政区划"),
        ("11150202011538376C", "第17位"),
        ("11150202011538375D", "第18位"),
    ],
)
def test_a_refusal_says_what_is_wrong(code, says):
    assert says in check_uscc(code).reason


def test_bodies_of_the_whole_nation_have_their_own_region():
    assert check_uscc(make_uscc("1110000000001422"))


def test_citizen_number():
    assert check_resident_id(CITIZEN, TODAY)
    assert make_resident_id(CITIZEN[:17]) == CITIZEN
    assert sex_and_birth(CITIZEN) == ("female", date(1949, 12, 31))
    assert sex_and_birth(make_resident_id("15020219900101123"))[0] == "male"


def test_one_wrong_digit_is_noticed():
    for place in range(17):
        for c in "0123456789":
            if c != CITIZEN[place]:
                assert not check_resident_id(CITIZEN[:place] + c + CITIZEN[place + 1 :], TODAY)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("110105491231002", "15位"),
        ("1101051949123100", "18位"),
        ("11010519491231002x", "大写"),
        (make_resident_id("99010519491231002"), "地址码"),
        (make_resident_id("11010519490229002"), "19490229"),
        (make_resident_id("11010520261123002"), "晚于今天"),
        ("110105194912310021", "校验"),
    ],
)
def test_a_wrong_citizen_number_says_why(number, says):
    verdict = check_resident_id(number, TODAY)
    assert not verdict
    assert says in verdict.reason
    assert verdict.reason.endswith("。")


def test_born_today_is_possible():
    assert check_resident_id(make_resident_id("11010520261122002"), TODAY)
    assert check_resident_id(make_resident_id("83000019900101123"), TODAY)


@pytest.mark.parametrize(
    "code", ["150000", "150200", "150202", "441900", "441900003", "150202001001", "710000"]
)
def test_region_codes(code):
    assert check_region_code(code)


@pytest.mark.parametrize(
    "code", ["", "15", "1502021", "990000", "15o202", "１５０２０２", "150001", "150202000001", "1502020010"]
)
def test_wrong_region_codes(code):
    assert not check_region_code(code)


@pytest.mark.parametrize("body", ["", "1234", "1115020201153837O", "I" * 17])
def test_makers_refuse_nonsense(body):
    with pytest.raises(ValueError):
        make_uscc(body)
    with pytest.raises(ValueError):
        make_resident_id(body)
    with pytest.raises(ValueError):
        sex_and_birth(body)
