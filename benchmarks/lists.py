"""The list of matters, my desk and the region with very many matters, through the test client, page and all."""

import statistics
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.models import Count, Model
from django.test import Client
from django.utils import timezone

from benchmarks.printing import share, table
from fazhi.kernel.ids import new_id
from fazhi.people import demo
from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.middleware import POST_KEY, SEEN_KEY
from fazhi.people.models import Organ, Post
from fazhi.procedures import editions, registry, selectors
from fazhi.procedures.engine.step import FAR
from fazhi.procedures.models import Assignment, Matter, Tally

PROCEDURE = "enforcement.penalty"
READINGS = 25
OPEN_SHARE = 0.3
BATCH = 2000


def measure(count: int, at: datetime) -> None:
    """Fill, read and print."""
    if not Organ.objects.exists():
        demo.seed(at)
    began = time.perf_counter()
    fill(count, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"\n{Matter.objects.count():,}件事项，{Organ.objects.count()}个机关，写入用时{time.perf_counter() - began:.0f}秒"
    )
    actors = seats()
    rows = []
    for name, post in actors.items():
        client = entered(post)
        for title, url in pages(post):
            taken, queries = read(client, url)
            rows.append(
                (f"{name} {title}", statistics.median(taken) * 1e3, share(taken, 0.95) * 1e3, queries)
            )
    table("丁 页面（含模板，毫秒）", ("", "p50", "p95", "语句"), rows)
    print("  目标：p95 不超过 50 毫秒")
    rows = []
    for name, post in actors.items():
        for title, ask in questions(actor_for_post(post)).items():
            taken = [timed(ask) for _ in range(READINGS)]
            rows.append((f"{name} {title}", statistics.median(taken) * 1e3, share(taken, 0.95) * 1e3))
    table("戊 查询（不含页面，毫秒）", ("", "p50", "p95"), rows)


def fill(count: int, today: date) -> None:
    """Matters over three years in every organ that has officers, three in ten still open, with handlers and counts."""
    dice = Random(1)
    definition = registry.definitions()[PROCEDURE]
    editions.store(definition, timezone.now())
    open_stages = [s for s in definition.stages.values() if not s.final]
    final = next(definition.finals())
    officers = list(Post.objects.filter(kind="officer").select_related("organ__region"))
    heads = dict(Post.objects.filter(kind="organ_head").values_list("organ_id", "person_id"))
    matters: list[Matter] = []
    parts: list[Assignment] = []
    with transaction.atomic():
        for n in range(count):
            post = dice.choice(officers)
            matter = _matter(n, post, dice, today, open_stages, final, definition.digest)
            if matter.is_open and dice.random() < 0.25 and post.organ_id in heads:
                matter.owner_person_id, matter.owner_role = None, "organ_head"
                matter.owner_posts, matter.owner_organ_id = "|organ_head|deputy_head|", post.organ_id
            matters.append(matter)
            second = dice.choice(officers)
            for role, person in (("handler", post.person_id), ("co_handler", second.person_id)):
                parts.append(
                    Assignment(
                        matter=matter,
                        root_id=matter.root_id,
                        role=role,
                        person_id=person,
                        since=matter.stage_since,
                    )
                )
            if len(matters) == BATCH or n == count - 1:
                _insert(matters)
                _insert(parts)
                matters, parts = [], []
        _tally()


def _insert(rows: Sequence[Model]) -> None:
    """Write rows of one model by one prepared statement, which is several times as fast as building it for each."""
    fields = rows[0]._meta.concrete_fields
    quoted = connection.ops.quote_name
    sql = (
        f"INSERT INTO {quoted(rows[0]._meta.db_table)} ({', '.join(quoted(f.column) for f in fields)})"
        f" VALUES ({', '.join(['%s'] * len(fields))})"
    )
    values = [[f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _matter(
    n: int, post: Post, dice: Random, today: date, stages: list[Any], final: Any, digest: str
) -> Matter:
    key = new_id()
    opened = today - timedelta(days=dice.randrange(1000))
    is_open = dice.random() < OPEN_SHARE
    stage = dice.choice(stages) if is_open else final
    due = today + timedelta(days=dice.randrange(-20, 120)) if is_open and dice.random() < 0.9 else None
    return Matter(
        id=key,
        procedure=PROCEDURE,
        edition_id=digest,
        number=f"{post.organ.doc_word}立〔{opened.year}〕{n}号",
        title=f"示例第{n}商行",
        cause="销售超过保质期的食品",
        region_path=post.organ.region.path,
        organ=post.organ,
        unit_id=post.unit_id,
        stage=stage.key,
        stage_title=stage.title,
        stage_since=timezone.now() - timedelta(days=dice.randrange(60)),
        outcome="" if is_open else final.outcome,
        is_open=is_open,
        is_waiting=is_open and dice.random() < 0.2,
        seq=1,
        opened_on=opened,
        closed_on=None if is_open else opened + timedelta(days=60),
        law_day=opened,
        root_id=key,
        owner_person_id=post.person_id if is_open else None,
        owner_role="handler" if is_open else "",
        due_on=due,
        near_on=due - timedelta(days=10) if due else None,
        due_clock="decide" if due else "",
        next_action=stage.next if is_open else "",
        next_title="办理" if is_open else "",
    )


def _tally() -> None:
    counted = (
        Matter.objects.filter(is_open=True)
        .values_list("organ_id", "region_path", "procedure", "due_on", "near_on")
        .annotate(n=Count("id"))
    )
    Tally.objects.all().delete()
    Tally.objects.bulk_create(
        Tally(organ_id=o, region_path=r, procedure=p, due_on=due or FAR, near_on=near or FAR, count=n)
        for o, r, p, due, near, n in counted
    )


def seats() -> dict[str, Post]:
    """One of each kind: in a county's busiest organ, and in the city's bureau of justice."""
    posts = Post.objects.seated()
    officer = posts.filter(kind="officer").order_by("pk")[0]
    here = posts.filter(organ_id=officer.organ_id)
    found = {
        "执法人员": officer,
        "法制审核": here.filter(kind="legal_officer").first(),
        "负责人": here.filter(kind="organ_head").first(),
        "执法监督（全市）": posts.filter(kind="supervisor").order_by("organ__region__level").first(),
    }
    return {name: post for name, post in found.items() if post is not None}


def pages(post: Post) -> list[tuple[str, str]]:
    """What this person opens."""
    found = [
        ("我的工作台", "/desk/"),
        ("事项", "/matters/"),
        ("已超期", "/matters/?state=over&sort=due"),
        ("全部", "/matters/?state=all"),
    ]
    return [("区域监督", "/region/"), *found] if post.kind == "supervisor" else found


def entered(post: Post) -> Client:
    """A client whose session acts by the post."""
    account = post.person.account
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[POST_KEY] = str(post.pk)
    session[SEEN_KEY] = int(time.time())
    session.save()
    type(account).objects.filter(pk=account.pk).update(must_change_password=False)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def read(client: Client, url: str) -> tuple[list[float], int]:
    """Seconds of each reading after the first, and how many statements one sends."""
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url}：{answer.status_code} {answer.headers.get('Location', '')}")
    sent = 0

    def listen(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal sent
        sent += 1
        return run(sql, params, many, context)

    with connection.execute_wrapper(listen):
        client.get(url)
    return [timed(lambda: client.get(url)) for _ in range(READINGS)], sent


def timed(act: Any) -> float:
    """Seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def questions(actor: Actor) -> dict[str, Any]:
    """The selectors behind the pages, one page each."""
    middle = Matter.objects.order_by("id").values_list("id", flat=True)[Matter.objects.count() // 2]
    return {
        "visible 首页": lambda: list(selectors.visible(actor).order_by("-id")[:31]),
        "visible 中间": lambda: list(selectors.visible(actor).filter(id__lt=middle).order_by("-id")[:31]),
        "visible 在办": lambda: list(selectors.visible(actor).filter(is_open=True).order_by("-id")[:31]),
        "visible 按届满": lambda: list(
            selectors.visible(actor).filter(is_open=True, due_on__isnull=False).order_by("due_on", "id")[:31]
        ),
        "owed": lambda: list(selectors.owed(actor)[:61]),
        "awaited": lambda: list(selectors.awaited(actor)[:8]),
        "counts": lambda: selectors.counts(actor.region_path, timezone.localdate()),
    }
