"""Messages about the account: they read as they were approved, and say nothing of the record."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core import mail as box
from pytest_django.fixtures import Settings

from carnet.accounts import notices
from carnet.demo.models import Message

pytestmark = pytest.mark.django_db
SNAPSHOTS = Path(__file__).with_name("snapshots")
AT = datetime(2026, 11, 3, 17, 4, tzinfo=UTC).isoformat()


def sent(about: str, address: str, language: str = "") -> None:
    notices.send(
        1, about=about, at=AT, address=address, device="Firefox/Android", language=language
    )


@pytest.mark.parametrize("about", ["device", "contact", "password", "federation"])
def test_it_reads_as_it_was_approved(about: str, settings: Settings) -> None:
    settings.BASE_URL = "https://carnet.example"
    sent(about, "alice@example.org")
    [message] = box.outbox
    found = f"{message.subject}\n\n{message.body}"
    assert found == (SNAPSHOTS / f"warning_{about}.txt").read_text()


@pytest.mark.parametrize("about", ["device", "contact", "password", "federation"])
def test_a_text_message_is_one_line(about: str) -> None:
    sent(about, "+33612345678")
    [message] = Message.objects.all()
    assert "\n" not in message.text
    assert len(message.text) <= 153 * 2  # two segments
