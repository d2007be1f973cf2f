"""What leaves the outbox leaves once, late rather than never, and says nothing of the case."""

import socketserver
import threading
from datetime import timedelta
from typing import Self

import pytest
from django.core import mail

from fazhi.notices.models import Dispatch, Notice
from fazhi.notices.outbox import TRIES, deliver
from fazhi.notices.services import Recipient, tell
from fazhi.people.models import Person
from tests.notices.conftest import AT, Office


@pytest.fixture
def gateway(settings) -> None:
    settings.NOTICE_GATEWAY = "{phone}@sms.example.gov.cn"


@pytest.fixture
def phone(office: Office) -> str:
    Person.objects.filter(pk=office.officer.person_id).update(phone="13000000001")
    Person.objects.filter(pk=office.head.person_id).update(phone="13000000002")
    return "13000000001"


def to_officer(office: Office, title: str = "试用糕点有限公司销售过期食品案") -> None:
    tell(at=AT, to=Recipient(person_id=office.officer.person_id), title=title)


def test_in_the_house_everything_is_delivered_at_once(office: Office) -> None:
    to_officer(office)
    assert deliver(AT).delivered == 1
    assert deliver(AT + timedelta(hours=1)).delivered == 0
    assert Notice.objects.get().delivered_at == AT
    assert (mail.outbox, Dispatch.objects.count()) == ([], 0)


def test_many_are_delivered_in_one_run(office: Office) -> None:
    for _ in range(3):
        tell(at=AT, to=[Recipient(person_id=office.officer.person_id)], title="甲")
    Notice.objects.bulk_create(
        Notice(person_id=office.officer.person_id, kind="x", title=str(n), created_at=AT) for n in range(600)
    )
    assert deliver(AT).delivered == 603


@pytest.mark.usefixtures("gateway")
def test_by_the_gateway_once_each(office: Office, phone: str) -> None:
    to_officer(office)
    done = deliver(AT)
    assert (done.delivered, done.sent, done.failed) == (1, 1, 0)
    again = deliver(AT + timedelta(days=1))
    assert (again.delivered, again.sent) == (0, 0)
    (message,) = mail.outbox
    assert message.to == [f"{phone}@sms.example.gov.cn"]
    assert "试用糕点" not in message.subject + str(message.body)


@pytest.mark.usefixtures("gateway", "phone")
def test_a_post_is_reached_by_who_holds_it_on_the_day(office: Office) -> None:
    tell(at=AT, to=Recipient(organ_id=office.organ.pk, post="unit_head"), title="甲")
    deliver(AT)
    assert [m.to for m in mail.outbox] == [["13000000002@sms.example.gov.cn"]]


@pytest.mark.usefixtures("gateway")
def test_who_has_no_telephone_reads_it_in_the_house(office: Office) -> None:
    Person.objects.update(phone="")
    to_officer(office)
    assert (deliver(AT).delivered, len(mail.outbox)) == (1, 0)


@pytest.mark.usefixtures("gateway", "phone")
def test_a_gateway_that_is_down_is_tried_again_later(office: Office, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", _closed_port(), 2
    to_officer(office)
    assert (deliver(AT).sent, deliver(AT).failed) == (0, 0)
    row = Dispatch.objects.get()
    assert (row.attempts, row.sent_at) == (1, None)
    assert row.fault
    for n in range(1, TRIES + 2):
        deliver(AT + timedelta(days=10 * n))
    assert Dispatch.objects.get().attempts == TRIES
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Dispatch.objects.update(attempts=1, next_at=AT)
    assert deliver(AT + timedelta(days=900)).sent == 1
    assert Dispatch.objects.get().fault == ""


def test_the_gateway_is_spoken_to_by_mail(office: Office, phone: str, settings) -> None:
    settings.NOTICE_GATEWAY = "{phone}@sms.example.gov.cn"
    with _MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        to_officer(office)
        assert deliver(AT).sent == 1
    assert server.recipients == [f"{phone}@sms.example.gov.cn"]


def _closed_port() -> int:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        return int(server.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as one message needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                self.server.recipients.append(line.decode().partition("<")[2].partition(">")[0])
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


class _MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.recipients: list[str] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
