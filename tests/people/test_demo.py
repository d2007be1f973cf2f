import time
from datetime import timedelta

import pytest

from fazhi.kernel.identifiers import check_uscc
from fazhi.people import demo
from fazhi.people.models import Account, Credential, Organ, Person, Post
from fazhi.people.scope import organs_visible
from fazhi.people.selectors import credentials_on
from fazhi.people.services.login import log_in

pytestmark = pytest.mark.django_db


def test_the_sample_holds_the_city_and_nine_counties(at):
    began = time.monotonic()
    made = demo.seed(at)
    assert time.monotonic() - began < 5
    assert len(made.organs) == 90
    assert all(check_uscc(organ.uscc) for organ in Organ.objects.all())
    assert made.organs["150203", "market"].doc_word == "包昆市监"
    assert made.organs["150203", "environment"].name == "包头市生态环境局昆都仑区分局"
    assert made.organs["150203", "environment"].parent == made.organs["150200", "environment"]
    assert Organ.objects.filter(name="达尔罕茂明安联合旗农牧局", doc_word="包达茂农牧").exists()
    assert Person.objects.values("name").distinct().count() == Person.objects.count()


def test_running_again_finds_the_same(at):
    first = demo.seed(at)
    again = demo.seed(at + timedelta(days=3))
    assert {k: o.pk for k, o in first.organs.items()} == {k: o.pk for k, o in again.organs.items()}
    assert {k: p.pk for k, p in first.posts.items()} == {k: p.pk for k, p in again.posts.items()}
    assert again.team() == first.team()
    assert Post.objects.count() == len(first.posts)


def test_the_known_accounts_come_in_by_the_one_password(at):
    made = demo.seed(at)
    names = ["officer", "officer2", "unithead", "legal", "head", "chief", "hearing", "cashier", "admin"]
    names += ["supervisor", "leader", "kundulun"]
    assert Account.objects.filter(username__in=names).count() == len(names)
    assert (
        log_in(username="kundulun", password=demo.DEMO_PASSWORD, ip=None, at=at).account.username
        == "kundulun"
    )
    assert made.actor("officer").organ_name == "包头市昆都仑区市场监督管理局"
    assert organs_visible(made.actor("supervisor")).count() == 90
    assert organs_visible(made.actor("kundulun")).count() == 9
    assert organs_visible(made.actor("leader")).count() == 90


def test_some_papers_are_not_good(at):
    made, day = demo.seed(at), at.date()
    team = made.team()
    papers = credentials_on([team[f"officer{n}"].person_id for n in ("", 2, 4, 5, 6)], day)
    good = {n: papers[team[f"officer{n}"].person_id][0].is_good_on(day) for n in ("", 2, 4, 5, 6)}
    assert good == {"": True, 2: True, 4: False, 5: True, 6: False}
    assert Credential.objects.filter(kind="legal_profession").exists()
