"""Two acts at once, on real connections; the ledger is emptied after each test although it refuses DELETE."""

import threading

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from fazhi.kernel.errors import MovedOn
from fazhi.kernel.ids import new_id
from fazhi.ledger.models import Event
from fazhi.ledger.services import append
from fazhi.ledger.services.checkpoint import make
from fazhi.ledger.services.verify import verify
from tests.ledger.conftest import AT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_of_two_who_write_the_same_number_one_wins(officer, turn):
    assert Event.objects.count() == 0, "the last test left nothing"
    matter = new_id()
    first = append(matter_id=matter, seq=1, kind="opened", action="a", at=AT, actor=officer, data={})
    start, outcomes = threading.Barrier(6), []

    def act(n):
        try:
            start.wait()
            with transaction.atomic():
                append(
                    matter_id=matter, seq=2, kind="acted", action=f"b{n}", at=AT, actor=officer, data={}, prev=first.digest,
                )  # fmt: skip
            outcomes.append("done")
        except MovedOn:
            outcomes.append("moved on")
        except OperationalError:
            outcomes.append("busy")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done"] + ["moved on"] * 5
    assert Event.objects.filter(matter_id=matter).count() == 2
    assert verify(matter) is None
    assert make(AT).leaf_count == 1


def test_the_refusal_stands_in_tests_with_real_transactions(officer):
    append(matter_id=new_id(), seq=1, kind="opened", action="a", at=AT, actor=officer, data={})
    with pytest.raises(IntegrityError):
        Event.objects.all().delete()
