"""Sample data: organs and people, registers, and cases that are driven through the engine, never around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fazhi.domains.enforcement import demo as enforcement
from fazhi.ledger.models import Event
from fazhi.ledger.services import checkpoint
from fazhi.people import demo as people
from fazhi.procedures import sweep
from fazhi.procedures.models import Matter
from fazhi.registers.services import samples as registers

CASES, SEED = 60, 20261122


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of each there are afterwards."""

    organs: int
    cases: int
    matters: int
    events: int


def load(*, cases: int, seed: int, at: datetime, passed: Callable[[], object]) -> Loaded:
    """Make sample data that is the same for the same seed and moment.

    1. Organs, people, posts and credentials; nothing when they stand.
    2. Sample registers: 裁量权基准 and the like, marked as samples.
    3. Cases over the year before `at`, by many organs, at every stage.
    4. One sweep of the clocks and one checkpoint of the ledger.
    """
    made = people.seed(at)
    registers.load_sample(enforcement.BENCHMARKS, at)
    enforcement.drive(made, cases=cases, seed=seed, at=at, passed=passed)
    sweep.sweep(at)
    checkpoint.make(at)
    return Loaded(len(made.organs), cases, Matter.objects.count(), Event.objects.count())
