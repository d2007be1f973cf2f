"""Regions, organs, people and posts for tests, with traits for situations that matter in law."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from fazhi.kernel.identifiers import make_resident_id, make_uscc
from fazhi.people.models import Account, ApiToken, Credential, Organ, Person, Post, Region, Unit
from fazhi.people.vocabulary import (
    CredentialKind,
    CredentialStatus,
    OrganKind,
    PostKind,
    RegionLevel,
    UnitKind,
)

PASSWORD = "correct-horse-法治-1"
LONG_AGO = date(2020, 1, 1)


class RegionFactory(DjangoModelFactory):
    """A county by itself; give `parent` and `path` to build a tree."""

    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"15{n:04d}")
    name = factory.Sequence(lambda n: f"试验县{n}")
    level = RegionLevel.COUNTY
    path = factory.Sequence(lambda n: f"9{n // 998 + 1:02d}{n % 998 + 1:03d}")


class OrganFactory(DjangoModelFactory):
    class Meta:
        model = Organ

    name = factory.Sequence(lambda n: f"试验县第{n}局")
    kind = OrganKind.DEPARTMENT
    region = factory.SubFactory(RegionFactory)
    uscc = factory.Sequence(lambda n: make_uscc(f"11150203{n:08d}"))
    doc_word = factory.Sequence(lambda n: f"试{n}")

    class Params:
        justice = factory.Trait(kind=OrganKind.JUSTICE_BUREAU)
        government = factory.Trait(kind=OrganKind.GOVERNMENT)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    organ = factory.SubFactory(OrganFactory)
    name = factory.Sequence(lambda n: f"执法{n}队")
    kind = UnitKind.ENFORCEMENT


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"试样{n}")


class PostFactory(DjangoModelFactory):
    """An officer of a unit; `organ` follows the unit unless it is given."""

    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    organ = factory.LazyAttribute(lambda post: post.unit.organ)
    kind = PostKind.OFFICER
    valid_from = LONG_AGO


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    person = factory.SubFactory(PersonFactory)
    password = factory.django.Password(PASSWORD)


class CredentialFactory(DjangoModelFactory):
    """A certificate that is good today; traits say what is wrong with it."""

    class Meta:
        model = Credential

    person = factory.SubFactory(PersonFactory)
    kind = CredentialKind.ENFORCEMENT
    number = factory.Sequence(lambda n: f"150203{n:06d}")
    domains = ["市场监管"]
    valid_from = LONG_AGO
    valid_to = factory.LazyFunction(lambda: date.today() + timedelta(days=400))

    class Params:
        expired = factory.Trait(valid_to=factory.LazyFunction(lambda: date.today() - timedelta(days=1)))
        expiring = factory.Trait(valid_to=factory.LazyFunction(lambda: date.today() + timedelta(days=30)))
        suspended = factory.Trait(status=CredentialStatus.SUSPENDED)
        cancelled = factory.Trait(status=CredentialStatus.CANCELLED)
        legal = factory.Trait(kind=CredentialKind.LEGAL_PROFESSION, domains=[], valid_to=None)


class ApiTokenFactory(DjangoModelFactory):
    class Meta:
        model = ApiToken

    post = factory.SubFactory(PostFactory)
    organ = factory.LazyAttribute(lambda token: token.post.organ)
    name = "试验对接"


def id_no(n: int, *, born: date = date(1985, 3, 7)) -> str:
    """A well-formed identity number that differs by `n` (0 to 999); odd ones are male."""
    return make_resident_id(f"150203{born:%Y%m%d}{n:03d}")
