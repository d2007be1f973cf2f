"""Drawing up, printing, signing, serving and replacing a paper."""

import json
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from fazhi.archive import services as archive
from fazhi.kernel.ids import new_id
from fazhi.papers import layouts, render, selectors, services
from fazhi.papers.errors import FieldsMissing, LayoutUnknown, UnableToSupersede
from fazhi.papers.models import LayoutEdition, Paper
from fazhi.people.actors import SYSTEM, Actor
from tests.papers import samples
from tests.papers.conftest import NUMBER

OFFICER = Actor(person_id=new_id(), name="张某某", post="officer")
pytestmark = pytest.mark.django_db


@pytest.fixture
def matter_id() -> UUID:
    return new_id()


def draw_up(matter_id: UUID, **change) -> Paper:
    layout = layouts.find("enforcement.decision")
    given = {
        "matter_id": matter_id,
        "key": "decision",
        "title": "行政处罚决定书",
        "template": "enforcement.decision",
        "context": samples.context(layout),
        "number": NUMBER,
        "at": samples.AT,
        "actor": OFFICER,
        "event_seq": 7,
    }
    return services.draft(**{**given, **change})


def test_a_paper_is_drawn_up_by_one_insert(
    matter_id: UUID, django_assert_num_queries, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        draw_up(matter_id)
    with django_assert_num_queries(1):
        paper = draw_up(matter_id)
    assert (paper.made_by, paper.number, paper.event_seq) == ("张某某", NUMBER, 7)
    assert (paper.docx_digest, paper.pdf_digest) == (None, None)


def test_its_text_is_settled(matter_id: UUID) -> None:
    paper = draw_up(matter_id)
    held = json.loads(paper.data)
    assert held["number"] == NUMBER
    assert Decimal(held["penalty"]["fine"]) == 5000
    assert "当事人：试用糕点有限公司" in [b.get("text") for b in render.sheet_of(paper).blocks]


def test_the_layout_of_the_day_is_kept_with_it(matter_id: UUID) -> None:
    paper = draw_up(matter_id)
    layout = layouts.find("enforcement.decision")
    assert paper.template_digest == LayoutEdition.objects.get(digest=layout.digest)
    LayoutEdition.objects.filter(pk=layout.digest).update(
        source=layout.source.replace("一、违法事实和证据", "一、旧版式的标题")
    )
    paper = Paper.objects.get(pk=paper.pk)
    assert "一、旧版式的标题" in [b.get("text") for b in render.sheet_of(paper).blocks]


def test_a_layout_rolled_back_is_stored_the_next_time(matter_id: UUID) -> None:
    with transaction.atomic():
        draw_up(matter_id)
        transaction.set_rollback(True)
    assert draw_up(matter_id).template_digest.source


def test_what_lacks_is_refused_and_nothing_is_written(matter_id: UUID) -> None:
    context = samples.context(layouts.find("enforcement.decision"))
    del context["party"]
    with pytest.raises(FieldsMissing, match="当事人姓名或者名称"):
        draw_up(matter_id, context=context)
    assert not Paper.objects.exists()


def test_no_float_and_no_unknown_layout(matter_id: UUID) -> None:
    context = samples.context(layouts.find("enforcement.decision"))
    with pytest.raises(LayoutUnknown):
        draw_up(matter_id, template="enforcement.nothing")
    context["penalty"]["fine"] = 5000.0
    with pytest.raises((TypeError, ValueError)):
        draw_up(matter_id, context=context)


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_it_is_printed_once_and_kept(
    matter_id: UUID, form, media_type: str, start: bytes, django_assert_num_queries
) -> None:
    paper = draw_up(matter_id)
    blob = services.rendered(paper, form, samples.AT)
    content = archive.read(blob.digest)
    assert blob.media_type == media_type
    assert content.startswith(start)
    again = Paper.objects.get(pk=paper.pk)
    assert getattr(again, f"{form}_digest") == blob.digest
    with django_assert_num_queries(1):
        assert services.rendered(again, form, samples.AT + timedelta(days=400)).digest == blob.digest


def test_printed_by_two_at_once_it_is_the_same_file(matter_id: UUID) -> None:
    paper = draw_up(matter_id)
    other = Paper.objects.get(pk=paper.pk)
    first = services.rendered(paper, "pdf", samples.AT)
    assert services.rendered(other, "pdf", samples.AT + timedelta(days=1)).digest == first.digest


def test_its_file_name(matter_id: UUID) -> None:
    paper = draw_up(matter_id, title="行政处罚/决定书:修订")
    assert services.file_name(paper, "pdf") == f"行政处罚_决定书_修订 {NUMBER}.pdf"


def test_signing_counts_once_for_each(matter_id: UUID) -> None:
    paper, head = draw_up(matter_id), new_id()
    services.sign(paper, person_id=head, name="赵某某", post="organ_head", at=samples.AT)
    services.sign(paper, person_id=head, name="赵某某", post="organ_head", at=samples.AT + timedelta(days=1))
    services.sign(paper, person_id=new_id(), name="张某某", post="officer", at=samples.AT)
    assert sorted((s.name, s.at) for s in paper.signatures.all()) == [
        ("张某某", samples.AT),
        ("赵某某", samples.AT),
    ]


def test_the_day_of_service_is_noted_once(matter_id: UUID) -> None:
    paper = draw_up(matter_id)
    assert services.mark_served(paper, date(2026, 11, 5))
    assert not services.mark_served(paper, date(2026, 11, 9))
    assert Paper.objects.get(pk=paper.pk).served_on == date(2026, 11, 5)


def test_a_corrected_paper_keeps_the_number_and_both_texts(matter_id: UUID) -> None:
    old = draw_up(matter_id)
    context = samples.context(layouts.find("enforcement.decision"))
    context["party"]["name"] = "试用糕点有限责任公司"
    new = services.supersede(
        old, context=context, reason="当事人名称漏字", at=samples.AT, actor=SYSTEM, event_seq=9
    )
    assert (new.number, new.supersedes, new.correction_reason) == (NUMBER, old, "当事人名称漏字")
    assert "试用糕点有限公司" in Paper.objects.get(pk=old.pk).data
    assert list(selectors.for_matter(matter_id)) == [old, new]
    assert selectors.current(matter_id, "decision") == new
    with pytest.raises(UnableToSupersede, match="最新一份"):
        services.supersede(old, context=context, reason="再改", at=samples.AT, actor=SYSTEM, event_seq=10)


def test_a_correction_needs_a_reason(matter_id: UUID) -> None:
    old = draw_up(matter_id)
    with pytest.raises(UnableToSupersede, match="原因"):
        services.supersede(old, context={}, reason=" ", at=samples.AT, actor=SYSTEM, event_seq=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=draw_up(matter_id).pk).update(supersedes=old)
