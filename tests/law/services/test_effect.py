"""From which day a text applies."""

from datetime import date

import pytest

from fazhi.law.services.effect import Commencement, commencement, effect

ADOPTED = date(2019, 4, 23)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("本法自2021年7月15日起施行。", Commencement(date(2021, 7, 15))),
        ("本法自 2026年8月15日起施行。", Commencement(date(2026, 8, 15))),
        ("本法自1986年10月1日施行。", Commencement(date(1986, 10, 1))),
        ("本法（原称《条例》）自1989年1月1日起施行。", Commencement(date(1989, 1, 1))),
        ("本办法自一九九七年十二月一日起实施。", Commencement(date(1997, 12, 1))),
        ("本条例自公布之日起施行。", Commencement(None, True)),
        ("本规定自发布之日起30日后施行。", Commencement()),
        ("2018年1月1日起施行的规定不适用。", Commencement()),
    ],
)
def test_commencement(text: str, clause: Commencement) -> None:
    assert commencement(["第一条。", text, "附带的话。"]) == clause


@pytest.mark.parametrize(
    ("clause", "stated", "is_amended", "effective_on", "is_doubtful"),
    [
        # the text itself gives a day that can be
        (Commencement(date(2019, 9, 1)), None, None, date(2019, 9, 1), False),
        (Commencement(date(2019, 9, 1)), date(2019, 9, 1), None, date(2019, 9, 1), False),
        (Commencement(date(2019, 9, 1)), date(2019, 10, 1), None, date(2019, 9, 1), True),
        # the source repeats the law's first day: not believed
        (Commencement(date(2004, 7, 1)), date(2004, 7, 1), None, None, True),
        (Commencement(date(2004, 7, 1)), None, True, None, True),
        # the source gives a later day of its own
        (Commencement(date(2004, 7, 1)), date(2019, 6, 1), None, date(2019, 6, 1), False),
        # from publication
        (Commencement(None, True), None, False, ADOPTED, False),
        (Commencement(None, True), ADOPTED, None, ADOPTED, True),
        (Commencement(None, True), None, True, None, True),
        # nothing said
        (Commencement(), None, False, None, True),
        (Commencement(), ADOPTED, False, ADOPTED, False),
    ],
)
def test_effect(
    clause: Commencement,
    stated: date | None,
    is_amended: bool | None,
    effective_on: date | None,
    is_doubtful: bool,
) -> None:
    found = effect(ADOPTED, clause, stated=stated, is_amended=is_amended)
    assert (found.effective_on, bool(found.doubt)) == (effective_on, is_doubtful)
