import smtplib
from pathlib import Path

import pytest
from django.core import mail as box
from pytest_django.fixtures import Settings

from carnet.notify import mail, sms

SNAPSHOTS = Path(__file__).with_name("snapshots")
CONTEXT = {"code": "ACDEF-HJKMN", "until": "2 janvier 2027", "minutes": 10, "child": ""}


@pytest.fixture(autouse=True)
def _service(settings: Settings) -> None:
    settings.BASE_URL = "https://carnet.example"


@pytest.mark.parametrize(
    ("name", "template", "changes"),
    [
        ("news", "notify/news.txt", {}),
        ("digest", "notify/digest.txt", {"headline": "3 nouveautés dans votre carnet"}),
        ("opposition", "accounts/opposition.txt", {}),
        ("one_time_code", "accounts/one_time_code.txt", {"code": "123 456"}),
        ("information", "accounts/information.txt", {}),
        ("information_child", "accounts/information.txt", {"child": "Jules"}),
        ("new_code", "accounts/new_code.txt", {}),
        ("new_code_child", "accounts/new_code.txt", {"child": "Jules"}),
    ],
)
def test_it_reads_as_it_was_approved(name: str, template: str, changes: dict[str, str]) -> None:
    mail.send("alice@example.org", template, **CONTEXT | changes)
    [sent] = box.outbox
    assert sent.to == ["alice@example.org"]
    found = f"{sent.subject}\n\n{sent.body}"
    assert found == (SNAPSHOTS / f"{name}.txt").read_text()


@pytest.mark.parametrize(
    "template",
    ["notify/news_sms.txt", "accounts/one_time_code_sms.txt", "accounts/new_code_sms.txt"],
)
def test_a_text_message_fits_two_segments(template: str) -> None:
    text = mail.render(template, **CONTEXT | {"code": "123 456"})
    assert "\n" not in text
    assert len(text) <= 153 * 2  # GSM 03.38


def test_a_name_cannot_add_headers() -> None:
    mail.send("a@example.org", "accounts/information.txt", **CONTEXT | {"child": "Bcc: x\nEvil: 1"})
    assert "Evil" not in box.outbox[0].message().as_string().partition("\n\n")[0]


def test_a_mail_server_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(sms.NotSent):
        mail.send("alice@example.org", "notify/news.txt")


def test_without_a_carrier_no_text_message_leaves(settings: Settings) -> None:
    settings.SMS_BACKEND = "carnet.notify.sms.Unavailable"
    assert not sms.available()
    with pytest.raises(sms.NotSent):
        sms.carrier().send("+33612345678", "123 456")


def test_a_file_goes_with_its_message() -> None:
    file = mail.Attachment("preuve.pdf", b"%PDF-1.7", "application/pdf")
    mail.send_file("alice@example.org", "accounts/opposition.txt", file)
    [sent] = box.outbox
    assert sent.attachments == [("preuve.pdf", b"%PDF-1.7", "application/pdf")]
