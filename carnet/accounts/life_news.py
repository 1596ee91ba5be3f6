"""Tells people what happens to the life of a record, and the way back: no content in it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from carnet.accounts import letters, mailboxes, paper, reach
from carnet.base import clock, outbox
from carnet.notify import mail, sms


@outbox.consumer("record.told")
def told(person_id: int, *, verb: str, day: str) -> None:
    """One message for each reader, so that a failure never writes twice to another."""
    for reader in reach.readers(person_id):
        outbox.put(person_id, "record.news", verb=verb, day=day, **asdict(reader))


@outbox.sender("record.news")
def send(
    person_id: int, *, verb: str, day: str, reader_id: int, email: str, mobile: str, language: str
) -> None:
    """Send one message, by e-mail, SMS or letter. Raises ``NotSent``, ``Unprintable``."""
    with override(language or settings.LANGUAGE_CODE):
        template = f"accounts/life_{verb}.txt"
        words = {
            "child": reach.child(person_id, reader_id),
            "day": letters.day(datetime.fromisoformat(day)) if day else "",
            "today": letters.day(clock.now()),
        }
        if mobile:
            sms.carrier().send(mobile, mail.render("accounts/life_sms.txt"))
        elif not _mailed(reader_id, email, template, words):
            paper.send(reader_id, template, **words)


def _mailed(reader_id: int, email: str, template: str, words: dict[str, str]) -> bool:
    """False when there is no address, or one that is refused for good: a letter goes then."""
    if not mailboxes.alive(email):
        return False
    try:
        with mailboxes.watched(reader_id, email):
            mail.send(email, template, **words)
    except mail.Undeliverable:
        return False
    return True
