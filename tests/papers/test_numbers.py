"""Numbers stand in line: none twice, none left out, whoever asks at once and whatever is taken back."""

import json
import os
import random
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction

from fazhi.papers import numbers
from fazhi.papers.errors import NumberRefused
from fazhi.papers.models import Series, VoidNumber

ORGAN = UUID("01900000-0000-7000-8000-000000000001")
OTHER = UUID("01900000-0000-7000-8000-000000000002")
AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def take(organ: UUID = ORGAN, kind: str = "罚", year: int = 2026) -> str:
    return numbers.allot(organ_id=organ, doc_word="包昆市监", kind=kind, year=year)


@pytest.mark.django_db
def test_numbers_count_up_in_the_standard_form() -> None:
    assert [take(), take(), take()] == [
        "包昆市监罚〔2026〕1号",
        "包昆市监罚〔2026〕2号",
        "包昆市监罚〔2026〕3号",
    ]


@pytest.mark.django_db
def test_each_organ_kind_and_year_counts_for_itself() -> None:
    take()
    assert take(OTHER).endswith("〕1号")
    assert take(kind="不罚") == "包昆市监不罚〔2026〕1号"
    assert take(year=2027) == "包昆市监罚〔2027〕1号"
    assert take().endswith("〕2号")


@pytest.mark.django_db
def test_a_new_word_of_the_organ_goes_on_in_the_same_series() -> None:
    take()
    assert numbers.allot(organ_id=ORGAN, doc_word="包昆综执", kind="罚", year=2026) == "包昆综执罚〔2026〕2号"


@pytest.mark.django_db
def test_a_number_taken_back_is_given_again() -> None:
    take()
    with transaction.atomic():
        assert take().endswith("〕2号")
        transaction.set_rollback(True)
    assert take().endswith("〕2号")


@pytest.mark.django_db(transaction=True)
def test_no_number_outside_a_transaction() -> None:
    with pytest.raises(NumberRefused, match="同一事务"):
        take()
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_no_number_for_an_organ_without_a_word() -> None:
    with pytest.raises(NumberRefused, match="机关代字"):
        numbers.allot(organ_id=ORGAN, doc_word="", kind="罚", year=2026)


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("包东政办发(2021)48号", "包东政办发〔2021〕48号"),
        ("包东政办发（2021）48号", "包东政办发〔2021〕48号"),
        ("包东政办发[2021] 48 号", "包东政办发〔2021〕48号"),
        ("包东政办发【2021】48号", "包东政办发〔2021〕48号"),
    ],
)
def test_brackets_are_set_right(raw: str, right: str) -> None:
    assert numbers.normalise(raw) == right
    assert numbers.NUMBER.match(right)


@pytest.mark.parametrize(
    "wrong", ["包东政办发〔2021〕048号", "包东政办发〔2021〕第48号", "包东政办发〔21〕48号"]
)
def test_padded_and_shortened_numbers_are_none(wrong: str) -> None:
    assert not numbers.NUMBER.match(wrong)


@pytest.mark.django_db
def test_a_voided_number_stays_void_and_is_not_given_again() -> None:
    first = take()
    void = numbers.void(organ_id=ORGAN, kind="罚", number=first, reason="当事人名称录错", at=AT, by="张某某")
    assert void.n == 1
    assert take().endswith("〕2号")
    standing = numbers.standing(organ_id=ORGAN, year=2026)[0]
    assert (standing.last, [v.reason for v in standing.voids]) == (2, ["当事人名称录错"])
    with pytest.raises(NumberRefused, match="已经作废"):
        numbers.void(organ_id=ORGAN, kind="罚", number=first, reason="再作废一次", at=AT, by="张某某")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [
        ("包昆市监罚〔2026〕9号", "录错", "尚未编出"),
        ("包昆市监罚〔2026〕1号", " ", "写明原因"),
        ("包昆市监不〔2026〕1号", "录错", "不是本序列"),
    ],
)
def test_what_cannot_be_voided_is_refused(number: str, reason: str, said: str) -> None:
    take()
    with pytest.raises(NumberRefused, match=said):
        numbers.void(organ_id=ORGAN, kind="罚", number=number, reason=reason, at=AT, by="张某某")
    assert not VoidNumber.objects.exists()


class _TakenBack(Exception):
    """The act that wanted the number failed."""


def _worker(
    seed: int, times: int, barrier: threading.Barrier, taken: list[str], faults: list[BaseException]
) -> None:
    """Take numbers as one server process does: a connection of its own, some acts failing after the number."""
    chance = random.Random(seed)
    try:
        barrier.wait(timeout=20)
        done = 0
        while done < times:
            try:
                with transaction.atomic():
                    number = take()
                    if chance.random() < 0.3:
                        raise _TakenBack
            except _TakenBack:
                continue
            taken.append(number)
            done += 1
    except (OperationalError, threading.BrokenBarrierError) as error:
        faults.append(error)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_hundred_numbers_for_eight_at_once_with_acts_failing() -> None:
    """From a series that does not exist yet, so that its first row is raced for too."""
    workers, each = 8, 25
    barrier, taken, faults = threading.Barrier(workers), [], []
    threads = [
        threading.Thread(target=_worker, args=(n, each, barrier, taken, faults)) for n in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not faults
    got = sorted(int(numbers.NUMBER.match(t)["n"]) for t in taken)
    assert got == list(range(1, workers * each + 1))
    assert Series.objects.get().last == workers * each


PROCESS = """
import json, random, sys
import django
from django.conf import settings
database, seed, times = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
settings.DATABASES["default"]["NAME"] = database
django.setup()
from uuid import UUID
from django.db import transaction
from fazhi.papers import numbers
chance, taken = random.Random(seed), []
while len(taken) < times:
    try:
        with transaction.atomic():
            number = numbers.allot(organ_id=UUID(sys.argv[4]), doc_word="包昆市监", kind="罚", year=2026)
            if chance.random() < 0.3:
                raise LookupError
    except LookupError:
        continue
    taken.append(number)
print(json.dumps(taken))
"""


@pytest.mark.django_db(transaction=True)
def test_two_hundred_numbers_for_four_processes() -> None:
    database = json.dumps(str(connection.settings_dict["NAME"]))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, database, str(n), "50", str(ORGAN)],
            env=environment,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    answers = [process.communicate(timeout=120) for process in running]
    assert all(process.returncode == 0 for process in running), [said for _, said in answers]
    taken = [int(numbers.NUMBER.match(t)["n"]) for out, _ in answers for t in json.loads(out)]
    assert sorted(taken) == list(range(1, 201))
