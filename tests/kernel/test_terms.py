"""Term books: what is in force on a day, and definitions that are refused."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.kernel.errors import BadDefinition, UnknownTerm
from fazhi.kernel.terms import TermBook, Unit

GOOD = """
[[penalty.decide]]
valid_from = 1996-10-01
length = 60
unit = "day"
basis = "旧规定"
checked_on = 2026-11-22

[[penalty.decide]]
valid_from = 2021-07-15
length = 90
unit = "day"
roll = false
local_min = 60
local_max = 120
basis = "《行政处罚法》第六十条"
checked_on = 2026-11-22

[[hearing.request]]
valid_from = 2021-07-15
valid_to = 2026-06-30
length = 5
unit = "working_day"
basis = "《行政处罚法》第六十四条第（一）项"
checked_on = 2026-11-22

[[penalty.on_the_spot]]
valid_from = 2021-07-15
amount = "200"
who = "citizen"
basis = "《行政处罚法》第五十一条"
checked_on = 2026-11-22

[[penalty.on_the_spot]]
valid_from = 2021-07-15
amount = "3000"
who = "organisation"
basis = "《行政处罚法》第五十一条"
checked_on = 2026-11-22
"""


def book_of(tmp_path, text, name="terms.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return TermBook.load(path)


@pytest.fixture
def book(tmp_path):
    return book_of(tmp_path, GOOD)


def test_the_law_of_the_day(book):
    assert book.term("penalty.decide", date(2021, 7, 14)).length == 60
    now = book.term("penalty.decide", date(2021, 7, 15))
    assert (now.length, now.unit, now.roll, now.local_min, now.local_max) == (90, Unit.DAY, False, 60, 120)
    assert now.basis == "《行政处罚法》第六十条"
    assert str(now) == "90日"


def test_what_is_not_in_force_is_not_guessed(book):
    assert book.term("hearing.request", date(2026, 6, 30)).unit is Unit.WORKING_DAY
    for key, day in (
        ("hearing.request", date(2026, 7, 1)),
        ("penalty.decide", date(1990, 1, 1)),
        ("x", date.max),
    ):
        with pytest.raises(UnknownTerm):
            book.term(key, day)


def test_amounts_by_who_is_concerned(book):
    on = date(2026, 1, 1)
    amount = book.amount("penalty.on_the_spot", on, who="citizen")
    assert amount == Decimal(200)
    assert amount.value == Decimal(200)
    assert amount.basis == "《行政处罚法》第五十一条"
    assert book.amount("penalty.on_the_spot", on, who="organisation") + 1 == Decimal(3001)
    for who in ({}, {"who": "dog"}, {"who": "citizen", "what": "x"}):
        with pytest.raises(UnknownTerm):
            book.amount("penalty.on_the_spot", on, **who)


def test_a_term_is_no_amount(book):
    with pytest.raises(UnknownTerm):
        book.amount("penalty.decide", date(2026, 1, 1))
    with pytest.raises(UnknownTerm):
        book.term("penalty.on_the_spot", date(2026, 1, 1), who="citizen")


def test_keys(book):
    assert book.keys() == {"penalty.decide", "hearing.request", "penalty.on_the_spot"}
    assert "penalty.decide" in book
    assert len(list(book)) == 5


def test_merge(book, tmp_path):
    other = book_of(
        tmp_path, GOOD.replace("penalty.", "licence.").replace("hearing.", "licence.hearing."), "b.toml"
    )
    both = TermBook.merge(book, other)
    assert both.keys() == book.keys() | other.keys()
    with pytest.raises(BadDefinition, match=r"penalty\.decide"):
        TermBook.merge(book, book)


ONE = '[[a.b]]\nvalid_from = 2020-01-01\nlength = 5\nunit = "day"\nbasis = "x"\nchecked_on = 2026-01-01\n'
MONEY = '[[a.b]]\nvalid_from = 2020-01-01\namount = "5"\nbasis = "x"\nchecked_on = 2026-01-01\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not toml", "不是合格的 TOML"),
        ("a = 1", "应写作"),
        (ONE.replace('basis = "x"\n', ""), "basis"),
        (ONE.replace('basis = "x"', 'basis = " "'), "basis"),
        (ONE.replace("checked_on = 2026-01-01\n", ""), "checked_on"),
        (ONE.replace("valid_from = 2020-01-01\n", ""), "valid_from"),
        (ONE.replace("valid_from = 2020-01-01", 'valid_from = "2020-01-01"'), "不加引号"),
        (ONE.replace("valid_from = 2020-01-01", "valid_from = 2020-01-01T00:00:00"), "valid_from"),
        (ONE + "valid_to = 2019-01-01\n", "早于"),
        (ONE.replace('"day"', '"week"'), "unit"),
        (ONE.replace("length = 5", "length = -5"), "length"),
        (ONE.replace("length = 5", "length = 5.5"), "length"),
        (ONE.replace("length = 5\n", ""), "length"),
        (ONE + 'roll = "no"\n', "roll"),
        (ONE + "rol = false\n", "rol"),
        (ONE + "vaild_to = 2030-01-01\n", "vaild_to"),
        (ONE + "local_min = 9\nlocal_max = 8\n", "local_min"),
        (ONE + ONE, "有两条"),
        (ONE + "valid_to = 2022-01-01\n" + ONE.replace("2020", "2022", 1), "重叠"),
        (ONE + MONEY.replace("2020", "2021"), "既写作期限又写作金额"),
        (MONEY.replace('"5"', "5"), "带引号"),
        (MONEY.replace('"5"', "5.0"), "带引号"),
        (MONEY.replace('"5"', '"五"'), "不是数字"),
        (MONEY.replace('"5"', '"-5"'), "不能作为金额"),
        (MONEY + "length = 3\n", "不能再写"),
    ],
)
def test_bad_definitions_are_refused_by_name(tmp_path, text, says):
    with pytest.raises(BadDefinition) as refused:
        book_of(tmp_path, text)
    assert says in refused.value.sentence
    assert refused.value.sentence.startswith("terms.toml")


def test_an_end_and_a_beginning_may_touch(tmp_path):
    text = (
        ONE + "valid_to = 2021-12-31\n" + ONE.replace("2020", "2022", 1).replace("length = 5", "length = 7")
    )
    book = book_of(tmp_path, text)
    assert book.term("a.b", date(2021, 12, 31)).length == 5
    assert book.term("a.b", date(2022, 1, 1)).length == 7
