"""The outbox: one row per message, sent once, quiet at night, stopped at once, never a word about health."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from medgang.content.loader import LANGUAGES
from medgang.core.errors import InvalidValue
from medgang.web.accounts import access_log
from medgang.web.accounts.actors import SYSTEM, Purpose
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.messages import fakes, jobs, selectors, services
from medgang.web.messages.models import OutboxMessage
from medgang.web.messages.texts import text_of
from medgang.web.messages.types import Channel, Recipient, State, StopReason, TextKey

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
HEALTH_WORDS = re.compile(
    r"helse|health|pasient|patient|sykehus|sjukehus|hospital|klinikk|clinic|rus|avrusning|behandling|treatment|"
    r"lege|doctor|sykepleier|sjukepleiar|nurse|medgang|trening|exercise|økt|journal|psyk|medisin|avdeling|ward",
    re.IGNORECASE,
)


def to(channel: Channel = Channel.EMAIL, uid: UUID | None = None, **more: object) -> Recipient:
    addresses = {
        Channel.EMAIL: "kari@example.org",
        Channel.SMS: "+4799999999",
        Channel.PAPER: "Kari\nVeien 1",
    }
    return Recipient(uid=uid or uuid4(), channel=channel, address=addresses[channel], **more)  # type: ignore[arg-type]


def queue(
    recipient: Recipient | None = None,
    text: TextKey = TextKey.APPOINTMENT_REMINDER,
    *,
    now: datetime = NOON,
    key: UUID | None = None,
    **context: str,
) -> OutboxMessage:
    return services.send(
        to=recipient or to(),
        text=text,
        context=context or {"when": "tirsdag kl. 10"},
        by=SYSTEM,
        now=now,
        idempotency_key=key or uuid4(),
    )


@pytest.mark.parametrize("key", list(TextKey))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_says_anything_about_health(key: TextKey, lang: str) -> None:
    words = text_of(key)
    subject, body = words.filled(lang, dict.fromkeys(words.values, "X"))
    assert not HEALTH_WORDS.search(f"{subject} {body}"), f"{subject} {body}"
    assert len(body) <= 160


def test_a_value_is_text_and_nothing_else() -> None:
    assert (
        text_of(TextKey.ONE_TIME_CODE)
        .filled("nb", {"code": "{code}{link}"})[1]
        .startswith("Koden din er {code}{link}.")
    )


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        (Channel.EMAIL, "kari"),
        (Channel.EMAIL, "a@b.no, c@d.no"),
        (Channel.EMAIL, "a@b.no\nBcc: c@d.no"),
        (Channel.SMS, "99999999"),
        (Channel.PAPER, "  "),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_being_repeated(
    channel: Channel, address: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        Recipient(uid=uuid4(), channel=channel, address=address)
    assert address.strip() not in str(refused.value) or not address.strip()
    with pytest.raises(InvalidValue, match="language"):
        Recipient(uid=uuid4(), channel=Channel.PAPER, address="Her", language="sv")


@pytest.mark.django_db
class TestOutbox:
    def test_a_message_leaves_once_after_the_commit(
        self, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with fakes.captured() as letters:
            with django_capture_on_commit_callbacks(execute=True):
                message = queue(now=datetime.now(UTC), text=TextKey.ONE_TIME_CODE, code="123456")
                assert letters == []
            assert [letter.body for letter in letters] == [
                "Koden din er 123456. Den virker i ti minutter. Har du ikke bedt om den, trenger du ikke gjøre noe."
            ]
            assert jobs.deliver_due(datetime.now(UTC)) == 0
        message.refresh_from_db()
        assert message.state == State.SENT
        assert (message.sealed_address, message.sealed_values) == ("", "")

    def test_the_same_key_is_the_same_message(self) -> None:
        key = uuid4()
        assert queue(key=key) == queue(key=key)
        assert OutboxMessage.objects.count() == 1

    def test_what_is_rolled_back_is_not_sent(self) -> None:
        def half_done() -> None:
            with transaction.atomic():
                queue()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            half_done()
        assert not OutboxMessage.objects.exists()
        assert not AccessLogEntry.objects.exists()

    def test_address_and_values_do_not_lie_open_in_the_database(self) -> None:
        message = queue(text=TextKey.ONE_TIME_CODE, code="123456")
        stored = json.dumps(list(OutboxMessage.objects.values()), default=str)
        assert "kari@example.org" not in stored
        assert "123456" not in stored
        assert jobs.letter_of(message).address == "kari@example.org"

    @pytest.mark.parametrize("context", [{}, {"when": "i dag", "link": "x"}, {"other": "x"}])
    def test_the_places_are_filled_exactly(self, context: dict[str, str]) -> None:
        with pytest.raises(InvalidValue, match=r"messages\.values"):
            services.send(
                to=to(),
                text=TextKey.APPOINTMENT_REMINDER,
                context=context,
                by=SYSTEM,
                now=NOON,
                idempotency_key=uuid4(),
            )

    @pytest.mark.parametrize(
        ("at", "leaves"),
        [
            ("2026-03-02 19:59", "2026-03-02 19:59"),  # nine in the evening is eight in UTC
            ("2026-03-02 20:00", "2026-03-03 07:00"),
            ("2026-03-02 23:30", "2026-03-03 07:00"),
            ("2026-03-03 06:59", "2026-03-03 07:00"),
            ("2026-03-03 07:00", "2026-03-03 07:00"),
            ("2026-03-28 22:00", "2026-03-29 06:00"),  # the clock goes forward that night
        ],
    )
    def test_nobody_is_woken(self, at: str, leaves: str) -> None:
        now = datetime.fromisoformat(at).replace(tzinfo=UTC)
        morning = datetime.fromisoformat(leaves).replace(tzinfo=UTC)
        message = queue(now=now)
        assert message.not_before == morning
        with fakes.captured() as letters:
            if morning > now:
                jobs.deliver_due(morning - timedelta(seconds=1))
            assert letters == []
            jobs.deliver_due(morning)
        assert len(letters) == 1
        urgent = queue(now=now, text=TextKey.ONE_TIME_CODE, code="1")
        assert urgent.not_before == now

    def test_a_death_stops_what_waits_and_what_comes(self) -> None:
        kari = uuid4()
        waiting, paper = queue(to(uid=kari)), queue(to(Channel.PAPER, uid=kari))
        other = queue()
        jobs.deliver_due(NOON - timedelta(days=1))
        assert services.stop_all(recipient=kari, reason=StopReason.DEAD, by=SYSTEM, now=NOON) == 2
        late = queue(to(uid=kari))
        with fakes.captured() as letters:
            jobs.deliver_due(NOON + timedelta(days=1))
        assert len(letters) == 1
        states = {message.pk: message.state for message in OutboxMessage.objects.all()}
        assert states == {waiting.pk: "stopped", paper.pk: "stopped", late.pk: "stopped", other.pk: "sent"}
        assert not OutboxMessage.objects.filter(recipient=kari).exclude(sealed_address="").exists()
        with pytest.raises(InvalidValue, match="stopped_by_death"):
            services.lift_stop(recipient=kari, by=SYSTEM, now=NOON)

    def test_a_wish_not_to_be_contacted_can_be_taken_back(self) -> None:
        kari = uuid4()
        services.stop_all(recipient=kari, reason=StopReason.DO_NOT_CONTACT, by=SYSTEM, now=NOON)
        assert queue(to(uid=kari)).state == State.STOPPED
        services.lift_stop(recipient=kari, by=SYSTEM, now=NOON)
        assert queue(to(uid=kari)).state == State.WAITING

    def test_a_stop_that_comes_between_finding_and_sending_holds(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        message = queue()
        monkeypatch.setattr(selectors, "is_stopped", lambda _recipient: True)
        with fakes.captured() as letters:
            jobs.deliver_due(NOON)
        assert letters == []
        message.refresh_from_db()
        assert message.state == State.STOPPED

    def test_a_failed_try_is_repeated_later_and_given_up_in_the_end(self) -> None:
        message = queue()
        with fakes.faked() as ways:
            ways[Channel.EMAIL].fail_next = [False] * jobs.ATTEMPTS
            at = NOON
            for attempt in range(jobs.ATTEMPTS):
                assert jobs.deliver_due(at) == 0
                assert jobs.deliver_due(at) == 0  # not before its time
                message.refresh_from_db()
                assert message.attempts == attempt + 1
                at = message.not_before
            assert message.state == State.FAILED
            assert jobs.deliver_due(at + timedelta(days=1)) == 0
            assert message.sealed_address == ""
            again = queue()
            ways[Channel.EMAIL].fail_next = [True]
            jobs.deliver_due(NOON)
            again.refresh_from_db()
            assert (again.state, again.attempts) == (State.FAILED, 1)

    def test_two_workers_send_it_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        message = queue()
        real_get = OutboxMessage.objects.get

        def meanwhile(**where: object) -> OutboxMessage:
            found = real_get(**where)
            if found.attempts == 0 and not letters:
                monkeypatch.setattr(OutboxMessage.objects, "get", real_get)
                jobs.deliver_due(NOON)  # the other worker, between our look and our claim
            return found

        with fakes.captured() as letters:
            monkeypatch.setattr(OutboxMessage.objects, "get", meanwhile)
            jobs.deliver_due(NOON)
        assert len(letters) == 1
        assert letters[0].uid == message.uid

    def test_paper_waits_for_somebody_to_print_it(self) -> None:
        message = queue(to(Channel.PAPER, patient=uuid4()))
        jobs.deliver_due(NOON)
        assert list(selectors.letters_to_print()) == [message]
        message.refresh_from_db()
        assert jobs.letter_of(message).address == "Kari\nVeien 1"
        for _ in range(2):
            services.mark_printed(message=message, by=SYSTEM, now=NOON)
        assert not selectors.letters_to_print().exists()
        rows = access_log.of_patient(message.patient) if message.patient else None
        assert rows is not None
        assert [row.what for row in rows] == ["messages:printed", "messages:queued"]
        assert {row.purpose for row in rows} == {Purpose.CARE_ADMINISTRATION.value}


class _Mailbox:
    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], str]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        mail = envelope.content.decode()  # type: ignore[attr-defined]
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, mail))  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: object, address: str, _options: object
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]
        return self.answer


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[_Mailbox]:
    box = _Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = False
    yield box
    controller.stop()


@pytest.mark.django_db
class TestEmail:
    def test_a_real_server_gets_a_neutral_mail(self, mailbox: _Mailbox, settings: Settings) -> None:
        settings.DEFAULT_FROM_EMAIL = "beskjed@post.example"
        message = queue(to(language="nn"))
        assert jobs.deliver_due(NOON) == 1
        sender, receivers, mail = mailbox.mails[0]
        assert (sender, receivers) == ("beskjed@post.example", ["kari@example.org"])
        assert f"Message-ID: <{message.uid}@post.example>" in mail
        assert "Auto-Submitted: auto-generated" in mail
        assert not HEALTH_WORDS.search(mail.split("\r\n\r\n")[0].replace("X-Peer", ""))

    @pytest.mark.parametrize(("answer", "state"), [("550 no such user", "failed"), ("451 later", "waiting")])
    def test_a_refusal_is_final_or_not(self, mailbox: _Mailbox, answer: str, state: str) -> None:
        mailbox.answer = answer
        message = queue()
        jobs.deliver_due(NOON)
        message.refresh_from_db()
        assert message.state == state

    def test_no_server_is_no_disaster(self, mailbox: _Mailbox, settings: Settings) -> None:
        settings.EMAIL_PORT = 1
        message = queue()
        jobs.deliver_due(NOON)
        message.refresh_from_db()
        assert (message.state, message.attempts) == ("waiting", 1)


@pytest.fixture
def gateway(settings: Settings) -> Iterator[dict[str, object]]:
    seen: dict[str, object] = {"status": 202, "got": []}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen["got"].append((dict(self.headers), body))  # type: ignore[attr-defined]
            self.send_response(int(str(seen["status"])))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    settings.MEDGANG_SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.MEDGANG_SMS_TOKEN = "hemmelig"
    yield seen
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
class TestSms:
    def test_the_gateway_gets_number_text_and_a_key_against_doubles(self, gateway: dict[str, object]) -> None:
        message = queue(to(Channel.SMS))
        assert jobs.deliver_due(NOON) == 1
        headers, body = gateway["got"][0]  # type: ignore[index]
        assert body["to"] == "+4799999999"
        assert body["from"] == "Beskjed"
        assert body["text"].startswith("Påminnelse: du har en avtale tirsdag kl. 10.")
        assert headers["Authorization"] == "Bearer hemmelig"
        assert headers["Idempotency-Key"] == str(message.uid)

    @pytest.mark.parametrize(
        ("status", "state"),
        [(400, "failed"), (404, "failed"), (401, "waiting"), (429, "waiting"), (503, "waiting")],
    )
    def test_what_the_gateway_answers_decides(
        self, gateway: dict[str, object], status: int, state: str
    ) -> None:
        gateway["status"] = status
        message = queue(to(Channel.SMS))
        jobs.deliver_due(NOON)
        message.refresh_from_db()
        assert message.state == state

    @pytest.mark.parametrize(
        "address", ["", "http://gateway.example/send", "ftp://x", "http://127.0.0.1:1/send"]
    )
    def test_without_a_safe_gateway_nothing_leaves(self, settings: Settings, address: str) -> None:
        settings.MEDGANG_SMS_URL = address
        message = queue(to(Channel.SMS))
        jobs.deliver_due(NOON)
        message.refresh_from_db()
        assert (message.state, message.attempts) == ("waiting", 1)
