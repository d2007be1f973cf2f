"""Making a home ready to serve: static files, tables, calendars, laws, sample data.

The steps stand in STEPS in the order in which they are done. Each may be run twice, each is passed over when its stamp
shows that nothing has changed since it was last done.
"""

import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone
from tqdm import tqdm

from fazhi.config.env import ROOT
from fazhi.config.site import sampling, stamps
from fazhi.kernel.errors import FazhiError
from fazhi.law.errors import SeedMissing
from fazhi.law.library import EditionFacts, LawFacts
from fazhi.law.models import LibraryImport
from fazhi.law.services import fetch_seed as seed_of_law
from fazhi.law.services.cross_cite import cross_cite
from fazhi.law.services.import_seed import import_seed
from fazhi.law.services.source import READER
from fazhi.measures import recounting
from fazhi.people import demo as people_demo
from fazhi.people.models import Account
from fazhi.people.services.load_regions import PACKAGED, load_regions
from fazhi.procedures.models import Matter
from fazhi.search import sources
from fazhi.search.commands.meaning import PATIENCE_SECONDS, bring
from fazhi.search.laws import LAWS, law_index, refresh
from fazhi.search.words import shape_of

Editions = tuple[LawFacts, EditionFacts]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `made_of` gives a digest of what it is made of; `run` does it and says in a few words what came of it.

    A step with `rows` writes to the database and is done again when the database is another one. One that is `sample`
    brings invented data and can be left out.
    """

    key: str
    title: str
    made_of: Callable[[], str]
    run: Callable[[], str]
    rows: bool = True
    sample: bool = False

    def digest(self) -> str:
        """What the stamp must hold for the step to be passed over."""
        return stamps.of_words(self.made_of(), stamps.of_database() if self.rows else "")


class NotNow(Exception):
    """The step could not be done; the platform works without it, and it is tried again next time."""


def _static_files() -> str:
    found = [Path(store.path(name)) for finder in get_finders() for name, store in finder.list([])]
    return stamps.of_words(str(settings.STATIC_ROOT), stamps.of_files(found, ROOT))


def _collect() -> str:
    said = io.StringIO()
    call_command("collectstatic", interactive=False, verbosity=1, clear=False, stdout=said)
    return said.getvalue().strip().splitlines()[-1].split(",")[0].strip().rstrip(".")


def _migrations() -> str:
    files = [f for app in apps.get_app_configs() for f in Path(app.path).glob("migrations/*.py")]
    return stamps.of_files(files, ROOT)


def _migrate() -> str:
    said = io.StringIO()
    call_command("migrate", interactive=False, verbosity=1, stdout=said)
    return f"{said.getvalue().count(' OK')} 个迁移"


def _wordings() -> str:
    return stamps.of_words(*(one.digest for one in recounting.kept_measures()))


def _figures() -> str:
    recounting.forget_gone()
    behind = recounting.stale()
    return f"{len(behind)} 个指标，{recounting.rebuild(behind, timezone.now())} 行汇总"


def _law() -> str:
    folder = Path(settings.LAW_DATA)
    try:
        place, _ = seed_of_law.fetch_seed(folder)
    except SeedMissing as error:
        raise NotNow(error.sentence) from error
    report = import_seed(place, at=timezone.now())
    return "已经装入过" if report is None else f"{report.laws} 部法律，{report.articles} 条"


def _imported() -> str:
    return str(LibraryImport.objects.order_by("-id").values_list("stamp", flat=True).first())


def _indexed() -> str:
    return stamps.of_words(_imported(), shape_of(LAWS), *sources.shapes())


def _index() -> str:
    home = Path(settings.FAZHI_HOME)
    try:
        count = refresh(law_index(home))
        others = sources.refresh_all(home)
        told = bring(home, PATIENCE_SECONDS)
    except FazhiError as error:
        raise NotNow(error.sentence) from error
    return "；".join([f"{count} 条", *(f"{title} {n} 条" for title, n in others.items()), told])


def _relate() -> str:
    with tqdm(total=None, desc="      文本", unit="个", disable=None, leave=False) as bar:

        def passed(editions: Sequence[Editions]) -> Iterator[Editions]:
            bar.total = len(editions)
            for edition in editions:
                yield edition
                bar.update()

        made = cross_cite(at=timezone.now(), progress=passed)
    return f"{made.editions} 个文本，{made.citations} 处引用"


def _regions() -> str:
    loaded = load_regions()
    return f"新增 {loaded.made} 个，更新 {loaded.changed} 个，未变 {loaded.same} 个"


def _people() -> str:
    if Account.objects.exists() and not Account.objects.filter(username="officer").exists():
        return "库中已有人员，不装示例"
    made = people_demo.seed(timezone.now())
    return f"{len(made.organs)} 个机关，{len(made.posts)} 个职务"


def _cases() -> str:
    if not Account.objects.filter(username="officer").exists() or Matter.objects.exists():
        return "库中已有案件，不装示例"
    # Its own bar, since this is the longest step; nothing on a screen that is none.
    with tqdm(total=sampling.CASES, desc="      案件", unit="件", disable=None, leave=False) as bar:
        made = sampling.load(cases=sampling.CASES, seed=sampling.SEED, at=timezone.now(), passed=bar.update)
    return f"{made.cases} 件案件，{made.matters} 件事项，{made.events} 条记录"


STEPS: tuple[Step, ...] = (
    Step("static", "收集静态文件", _static_files, _collect, rows=False),
    Step("migrate", "建立和更新数据表", _migrations, _migrate),
    Step("measures", "核算指标汇总", _wordings, _figures),
    Step("law", "装入法规库", lambda: stamps.of_words(seed_of_law.SHA256, str(READER)), _law),
    Step("search", "建立检索索引", _indexed, _index),
    Step("citations", "读出法规之间的引用", _imported, _relate),
    Step("regions", "装入行政区划", lambda: stamps.of_files([PACKAGED], ROOT), _regions),
    Step("people", "装入示例机关和人员", lambda: stamps.of_words(version("fazhi")), _people, sample=True),
    Step("cases", "办理示例案件", lambda: stamps.of_words(version("fazhi")), _cases, sample=True),
)


def prepare(
    *,
    say: Callable[[str], None],
    passed: Callable[[], object],
    samples: bool = True,
    steps: Iterable[Step] = STEPS,
) -> dict[str, str]:
    """Do the steps that are due, in order; give what came of each by its key.

    1. A step whose stamp stands is passed over without a word.
    2. The others are announced, done and timed; only then is the stamp put.
    3. `passed` is called after each step, whatever came of it.
    4. A step that says NotNow is reported and not stamped; any other error ends the preparation.
    """
    wanted = [step for step in steps if samples or not step.sample]
    came: dict[str, str] = {}
    for number, step in enumerate(wanted, start=1):
        if stamps.stands(step.key, step.digest()):
            passed()
            continue
        say(f"[{number}/{len(wanted)}] {step.title} …")
        started = time.monotonic()
        try:
            came[step.key] = step.run()
        except NotNow as why:
            say(f"      未完成：{why}")
            passed()
            continue
        stamps.put(step.key, step.digest())
        say(f"      {came[step.key]}（{time.monotonic() - started:.1f} 秒）")
        passed()
    return came
