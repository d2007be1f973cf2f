"""Rows of regions, organs, people and their accounts."""

from fazhi.people.models.account import Account
from fazhi.people.models.credential import Credential
from fazhi.people.models.login_record import LoginRecord
from fazhi.people.models.organ import Organ
from fazhi.people.models.person import Person
from fazhi.people.models.post import Post
from fazhi.people.models.record_end import RecordEnd
from fazhi.people.models.region import Region
from fazhi.people.models.token import ApiToken
from fazhi.people.models.unit import Unit

__all__ = [
    "Account",
    "ApiToken",
    "Credential",
    "LoginRecord",
    "Organ",
    "Person",
    "Post",
    "RecordEnd",
    "Region",
    "Unit",
]
