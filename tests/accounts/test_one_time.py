import re
from datetime import timedelta

import pytest
from django.core import mail

from carnet.accounts import attempts, one_time
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.base import clock

TO = "alice@example.org"
pytestmark = pytest.mark.django_db


def send(minutes: int = 0) -> str:
    with clock.moved(timedelta(minutes=minutes)):
        one_time.send("signin", "7", TO)
    found = re.search(r"\d{3} \d{3}", str(mail.outbox[-1].body))
    assert found
    return found.group()


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def test_it_confirms_where_it_was_sent() -> None:
    assert one_time.check("signin", "7", send()) == TO
    assert mail.outbox[-1].to == [TO]


def test_it_serves_once() -> None:
    code = send()
    one_time.check("signin", "7", code)
    with pytest.raises(WrongProof):
        one_time.check("signin", "7", code)


def test_a_newer_code_kills_the_former() -> None:
    first, second = send(), send()
    if first != second:
        with pytest.raises(WrongProof):
            one_time.check("signin", "7", first)
    assert one_time.check("signin", "7", second) == TO


def test_it_expires() -> None:
    code = send()
    with clock.moved(timedelta(minutes=11)), pytest.raises(WrongProof):
        one_time.check("signin", "7", code)


@pytest.mark.parametrize(("purpose", "subject"), [("signin", "8"), ("activation", "7")])
def test_it_serves_its_purpose_and_subject_only(purpose: str, subject: str) -> None:
    code = send()
    with pytest.raises(WrongProof):
        one_time.check(purpose, subject, code)


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "\x00", "٣٤٥٦٧٨"])
def test_it_refuses_what_is_no_code(typed: str) -> None:
    send()
    with pytest.raises(WrongProof):
        one_time.check("signin", "7", typed)


def test_five_wrong_tries_end_a_code() -> None:
    code = send()
    for number in range(5):
        with clock.moved(timedelta(minutes=number)), pytest.raises(WrongProof):
            one_time.check("signin", "7", wrong(code))
    with clock.moved(timedelta(minutes=6)), pytest.raises(WrongProof):
        one_time.check("signin", "7", code)


def test_new_codes_do_not_reset_the_count() -> None:
    for number in range(10):
        code = send(number)
        with clock.moved(timedelta(minutes=number)), pytest.raises(WrongProof):
            one_time.check("signin", "7", wrong(code))
        attempts.succeeded("message", "signin:7")
    with clock.moved(timedelta(minutes=10)), pytest.raises(Locked):
        one_time.check("signin", "7", send())


def test_messages_are_slowed_then_locked() -> None:
    for _ in range(3):
        send()
    with pytest.raises(Slowed):
        send()
    for number in range(1, 8):
        send(number)
    with pytest.raises(Locked):
        send(8)


def test_the_address_it_went_to_is_forgotten_with_it() -> None:
    """Whoever began an activation and left is not kept."""
    send()
    with clock.moved(timedelta(minutes=9)):
        assert one_time.forget() == 0
    with clock.moved(timedelta(minutes=11)):
        assert one_time.forget() == 1
