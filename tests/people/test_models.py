from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fazhi.people import sealing
from fazhi.people.errors import SealBroken
from fazhi.people.models import Person, Region
from tests.factories.people import (
    AccountFactory,
    CredentialFactory,
    OrganFactory,
    PersonFactory,
    PostFactory,
    RegionFactory,
    UnitFactory,
    id_no,
)

pytestmark = pytest.mark.django_db


def _refuses(name, make):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    # SQLite names the columns of a unique constraint, not the constraint.
    assert name in str(caught.value) or "UNIQUE" in str(caught.value)


def test_a_certificate_number_is_registered_once():
    paper = CredentialFactory()
    _refuses("people_credential_number_once", lambda: CredentialFactory(number=paper.number))
    assert CredentialFactory(number=paper.number, legal=True).pk


def test_days_stand_in_order():
    _refuses(
        "people_post_days_in_order",
        lambda: PostFactory(valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1)),
    )
    _refuses(
        "people_credential_days_in_order",
        lambda: CredentialFactory(valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1)),
    )
    assert PostFactory(valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 2)).pk


def test_the_same_post_is_open_once_in_a_unit_and_in_an_organ():
    post = PostFactory()
    again = {"person": post.person, "organ": post.organ, "kind": post.kind}
    _refuses("people_post_open_once_in_unit", lambda: PostFactory(unit=post.unit, **again))
    PostFactory(unit=None, **again)
    _refuses("people_post_open_once_in_organ", lambda: PostFactory(unit=None, **again))
    assert PostFactory(unit=post.unit, valid_from=date(2019, 1, 1), valid_to=date(2019, 12, 31), **again).pk


def test_document_words_codes_and_names_belong_to_one_organ():
    organ = OrganFactory()
    _refuses("people_organ_doc_word_once", lambda: OrganFactory(doc_word=organ.doc_word))
    _refuses("people_organ_uscc_once", lambda: OrganFactory(uscc=organ.uscc))
    _refuses("people_organ_name_once", lambda: OrganFactory(name=organ.name))
    OrganFactory(doc_word="", uscc="")
    assert OrganFactory(doc_word="", uscc="").pk


def test_units_regions_and_user_names_are_unique():
    unit, region, account = UnitFactory(), RegionFactory(), AccountFactory()
    _refuses("people_unit_name_once_in_organ", lambda: UnitFactory(organ=unit.organ, name=unit.name))
    _refuses("people_region_code_once", lambda: RegionFactory(code=region.code))
    _refuses("people_region_path_once", lambda: RegionFactory(path=region.path))
    _refuses("people_account_username_once", lambda: AccountFactory(username=account.username))
    _refuses(
        "people_region_level_known",
        lambda: Region.objects.create(code="159999", name="x", level=5, path="998"),
    )


def test_an_identity_number_is_kept_sealed_and_shown_by_its_tail():
    person = PersonFactory()
    person.keep_id_no(id_no(11))
    person.save()
    stored = Person.objects.get(pk=person.pk)
    assert id_no(11) not in stored.id_no_sealed + stored.id_no_hash
    assert sealing.unseal(stored.id_no_sealed) == id_no(11)
    assert stored.id_no_tail == id_no(11)[-4:]
    assert Person.objects.get(id_no_hash=sealing.lookup_value(id_no(11).lower())) == person


def test_an_identity_number_belongs_to_one_person_and_is_sealed_and_hashed_together():
    first, second = PersonFactory(), PersonFactory()
    first.keep_id_no(id_no(12))
    first.save()
    second.keep_id_no(id_no(12))
    _refuses("people_person_id_no_once", second.save)
    second.keep_id_no("")
    second.save()
    _refuses(
        "people_person_id_no_sealed_and_hashed",
        lambda: Person.objects.filter(pk=second.pk).update(id_no_hash="a" * 64),
    )


def test_two_seals_of_one_text_differ_and_a_changed_one_does_not_open():
    one, two = sealing.seal("150203"), sealing.seal("150203")
    assert one != two
    broken = one[:-6] + ("A" if one[-6] != "A" else "B") + one[-5:]
    with pytest.raises(SealBroken):
        sealing.unseal(broken)


def test_a_seal_of_a_former_secret_still_opens(settings):
    former = settings.SECRET_KEY
    sealed = sealing.seal("150203")
    settings.SECRET_KEY = "another-secret"
    with pytest.raises(SealBroken):
        sealing.unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert sealing.unseal(sealed) == "150203"


def test_a_post_is_held_on_its_first_and_last_day():
    post = PostFactory(valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 31))
    held = {
        day: post.holds_on(day)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    }
    assert list(held.values()) == [False, True, True, False]
    for day, expected in held.items():
        assert type(post).objects.on(day).filter(pk=post.pk).exists() is expected
