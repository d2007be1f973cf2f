import pytest
from django.utils import timezone

from fazhi.config.site.logins import sample_logins
from fazhi.people.demo import DEMO_PASSWORD, seed
from fazhi.people.models import Account

pytestmark = pytest.mark.django_db


def test_nobody_can_log_in_to_an_empty_home() -> None:
    assert list(sample_logins()) == []


def test_the_sample_accounts_are_listed_with_a_password_that_works() -> None:
    seed(timezone.now())
    logins = {login.username: login for login in sample_logins()}
    assert {"officer", "legal", "chief", "supervisor"} <= set(logins)
    officer = Account.objects.get(username="officer")
    assert officer.check_password(logins["officer"].password)
    assert officer.person.posts.get().organ.name == logins["officer"].organ


def test_an_account_whose_password_was_changed_is_not_listed() -> None:
    seed(timezone.now())
    officer = Account.objects.get(username="officer")
    officer.set_password(DEMO_PASSWORD[::-1])
    officer.save()
    assert "officer" not in {login.username for login in sample_logins()}
