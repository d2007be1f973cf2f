"""Holiday lists as files: good ones, and every way they can be wrong."""

from datetime import date

import pytest

from fazhi.calendars.importing import read_csv
from fazhi.calendars.years import Kind, SpecialDay
from fazhi.kernel.errors import BrokenFile, Incomplete

GOOD = "date,kind,name\n2027-10-01,rest,国庆节\n2027-10-09,working,国庆节\n\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(encoding):
    assert read_csv(GOOD.encode(encoding)) == {
        2027: [
            SpecialDay(date(2027, 10, 1), Kind.REST, "国庆节"),
            SpecialDay(date(2027, 10, 9), Kind.WORKING, "国庆节"),
        ]
    }


def test_chinese_heads_and_words_in_any_order():
    found = read_csv("名称,日期,类别\r\n国庆节,2027/10/01,休息\r\n国庆节,2027-10-09,调休上班\r\n".encode())
    assert found == read_csv(GOOD.encode())


def test_several_years():
    assert set(read_csv((GOOD + "2028-10-02,rest,国庆节\n").encode())) == {2027, 2028}


def test_every_bad_row_is_named():
    text = GOOD + (
        "2027-02-30,rest,春节\n"
        "2027-02-09,holiday,春节\n"
        "2027-02-10,rest,\n"
        "2027-10-01,rest,国庆节\n"
        "2027-10-11,working,国庆节\n"
        "2027-05-01,working,劳动节\n"
        "2027-10-02\n"
    )
    with pytest.raises(Incomplete) as refused:
        read_csv(text.encode())
    said = [fault.sentence for fault in refused.value.faults]
    assert [fault.field for fault in refused.value.faults] == [f"第{n}行" for n in (5, 6, 7, 8, 9, 10, 11)]
    assert said[0] == "第5行：日期“2027-02-30”不存在或格式不对，应写作 2027-10-01。"
    assert "rest（休息）或 working（调休上班）" in said[1]
    assert "名称" in said[2]
    assert "写了两次" in said[3]
    assert "周一" in said[4]
    assert "法定节日" in said[5]


@pytest.mark.parametrize(
    "data", [b"", b"a,b,c\n1,2,3\n", b"date,kind\n", b"date,kind,name\n", b"\xff\xfe\x00\x81"]
)
def test_files_that_cannot_be_read_at_all(data):
    with pytest.raises(BrokenFile):
        read_csv(data)
