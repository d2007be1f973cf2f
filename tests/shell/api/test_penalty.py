"""The interface over real cases: papers as files, private columns, what a foreign organ gets, and how much is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.people.actors import Actor, actor_for_post
from fazhi.people.models import Post
from tests.shell.api.conftest import Caller, asked, token_for
from tests.shell.conftest import City

pytestmark = pytest.mark.django_db


def caller(actor: Actor) -> Caller:
    return Caller(token_for(actor))


def foreign(city: City) -> Actor:
    """A head of another organ of the same kind."""
    mine = city.team["head"]
    post = Post.objects.seated().filter(kind=mine.post).exclude(organ_id=mine.organ_id).order_by("id").first()
    assert post is not None
    return actor_for_post(post)


def test_papers_are_given_as_word_and_pdf_and_to_nobody_foreign(city: City) -> None:
    case = city.cases["performance"].matter
    officer, outsider = caller(city.team["officer"]), caller(foreign(city))
    papers = officer.get(f"/matters/{case.pk}").json()["papers"]
    assert {"decision", "advance_notice"} <= {paper["key"] for paper in papers}
    paper = next(paper for paper in papers if paper["key"] == "filing_approval")
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        path = f"/matters/{case.pk}/papers/{paper['id']}.{form}"
        got = officer.get(path)
        assert got.status_code == 200
        content = b"".join(got.streaming_content)
        assert content.startswith(start)
        assert len(content) == int(got["Content-Length"])
        assert outsider.get(path).status_code == 404
    other = city.cases["clue"].matter
    assert officer.get(f"/matters/{other.pk}/papers/{paper['id']}.pdf").status_code == 404
    assert officer.get(f"/matters/{case.pk}/papers/{paper['id']}.exe").status_code == 404


def test_sealed_and_private_columns_do_not_leave(city: City) -> None:
    officer = caller(city.team["officer"])
    for case in city.cases.values():
        facts = {fact["name"]: fact for fact in officer.get(f"/matters/{case.matter.pk}").json()["facts"]}
        assert facts["party_name"]["value"]
        assert not {"party_id_sealed", "party_identity", "party_address", "party_phone", "provider"} & set(
            facts
        )


def test_every_stage_can_be_previewed_by_every_role(city: City) -> None:
    for actor in city.team.values():
        asking = caller(actor)
        for case in city.cases.values():
            told = asking.get(f"/matters/{case.matter.pk}/actions")
            assert told.status_code in {200, 404}, (actor.name, told.content.decode())
            for action in told.json().get("actions", []):
                assert action["state"] in {"can", "cannot", "not_yours", "wrong_stage"}


def test_a_foreign_head_gets_nothing_of_any_case(city: City) -> None:
    outsider = caller(foreign(city))
    said = "".join(
        outsider.get(path, {"limit": 200}).content.decode() for path in ("/matters", "/events", "/persons")
    )
    for case in city.cases.values():
        assert str(case.matter.pk) not in said
        for tail in ("", "/actions", "/events", "/clocks/decide"):
            assert outsider.get(f"/matters/{case.matter.pk}{tail}").status_code == 404


def test_what_is_asked_does_not_grow_with_the_case(city: City) -> None:
    officer = caller(city.team["officer"])
    counts: dict[str, set[int]] = {}
    for name in ("investigation", "performance"):
        for tail in ("", "/events", "/actions"):
            with CaptureQueriesContext(connection) as seen:
                assert officer.get(f"/matters/{city.cases[name].matter.pk}{tail}").status_code == 200
            counts.setdefault(tail, set()).add(asked(seen))
    assert len(counts[""]) == len(counts["/events"]) == 1
    # Children and signers are read only where there are some.
    assert max(counts["/actions"]) - min(counts["/actions"]) <= 2
    assert max(max(found) for found in counts.values()) <= 20, counts


def test_what_is_published_is_told_to_everybody(city: City) -> None:
    from datetime import timedelta

    from django.utils import timezone

    case = city.cases["performance"]
    assert Caller().get("/disclosures").json() == {"items": [], "next": None}
    case.publish((timezone.localdate() - timedelta(days=27)).isoformat())
    told = Caller().get("/disclosures").json()["items"]
    assert len(told) == 1
    assert str(case.matter.pk) not in str(told)
    assert told[0]["json_address"] == f"{told[0]['address'][:-1]}.json"
    assert Caller().get("/disclosures", {"q": "没有这样的文字"}).json()["items"] == []
    for query in ({"cursor": "\x00"}, {"limit": 0}, {"since": "x"}, {"organ": "1"}):
        assert Caller().get("/disclosures", query).status_code == 422
    assert Caller().get("/disclosures", {"cursor": "nonsense", "region": "000000"}).json()["items"] == []
