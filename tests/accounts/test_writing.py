"""By which messages one is told: what was chosen, what is left when it fails, what is secret."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from carnet.accounts import digests, mailboxes
from carnet.accounts.models import Account
from carnet.base import clock, outbox
from carnet.base.database import row
from carnet.base.models import Outbox
from carnet.demo import push
from carnet.demo import sms as telephone
from carnet.demo.models import Message
from carnet.notify import actions, preferences, pushes
from carnet.notify.preferences import Preferences
from carnet.notify.sms import NotSent
from carnet.notify.topics import PACES, Channel, Pace
from tests.accounts.world import CHILD, account, certified, enrol

pytestmark = pytest.mark.django_db
MOBILE = "+33639980001"
BOTH = frozenset({Channel.EMAIL, Channel.SMS})
DAILY = dict.fromkeys(PACES, Pace.DAILY)


@pytest.fixture(autouse=True)
def _stand_ins(settings: Any) -> None:
    settings.SMS_BACKEND = "carnet.demo.sms.Backend"
    settings.PUSH_BACKEND = "carnet.demo.push.Backend"


@pytest.fixture
def mother() -> int:
    person_id, _account_id = account()
    Account.objects.update(mobile=MOBILE)
    outbox.drain()
    mail.outbox.clear()
    return person_id


def by(person_id: int, *channels: Channel) -> None:
    preferences.choose(person_id, Preferences(channels=frozenset(channels)))


def tell(person_id: int, kind: str = "AJOUT_DOCUMENT", *, secret: bool = False) -> list[str]:
    """By what it was told, this time."""
    before = Message.objects.values_list("id", flat=True)
    known = list(before)
    mail.outbox.clear()
    actions.tell(person_id, kind, secret_from_representatives=secret)
    outbox.drain()
    left = Message.objects.exclude(id__in=known).values_list("channel", flat=True)
    return ["email"] * len(mail.outbox) + sorted(left)


def phone(person_id: int) -> None:
    address, receiver = push.new_phone()
    pushes.add(person_id, address, receiver, device_id=None, name="Chrome/Android")


def test_the_usual_way_is_the_email(mother: int) -> None:
    assert tell(mother) == ["email"]


def test_each_way_that_was_chosen(mother: int) -> None:
    phone(mother)
    by(mother, *BOTH)
    assert tell(mother) == ["email", "push", "sms"]


def test_one_text_message_a_day(mother: int) -> None:
    by(mother, *BOTH)
    assert [tell(mother) for _ in range(3)] == [["email", "sms"], ["email"], ["email"]]
    with clock.moved(timedelta(days=1)):
        assert tell(mother) == ["email", "sms"]


def test_as_many_as_the_setting_says(mother: int, settings: Any) -> None:
    settings.NOTICE_SMS_PER_DAY = 2
    by(mother, Channel.SMS)
    assert [tell(mother) for _ in range(3)] == [["sms"], ["sms"], []]


def test_none_without_having_chosen_it(mother: int) -> None:
    assert "sms" not in tell(mother) + tell(mother, "ACCES_BRIS_GLACE")


def test_an_emergency_is_told_whatever_left_today(mother: int) -> None:
    by(mother, Channel.SMS)
    assert [tell(mother), tell(mother), tell(mother, "ACCES_BRIS_GLACE")] == [["sms"], [], ["sms"]]


def test_what_no_text_message_told_is_in_the_next_daily_one(mother: int) -> None:
    by(mother, Channel.SMS)
    tell(mother)
    tell(mother)
    Message.objects.all().delete()
    with clock.moved(timedelta(days=1, hours=12)):
        digests.run()
        outbox.drain()
    assert Message.objects.get().channel == "sms"


def test_one_that_the_carrier_refused_is_not_of_the_day(
    mother: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    by(mother, Channel.SMS)

    def refuse(*_: object) -> None:
        raise NotSent("no network")

    with monkeypatch.context() as patched:
        patched.setattr(telephone.Backend, "send", refuse)
        assert tell(mother) == []
    assert Outbox.objects.get(kind="notice.write").attempts == 1
    Outbox.objects.all().delete()
    assert tell(mother) == ["sms"]


def test_a_dead_address_leaves_the_mobile(mother: int) -> None:
    mailboxes.refuse(mother, Account.objects.get().email)
    assert tell(mother) == ["sms"]


def test_without_a_mobile_the_email_is_left(mother: int) -> None:
    by(mother, Channel.SMS)
    Account.objects.update(mobile="")
    assert tell(mother) == ["email"]


def test_no_message_says_what(mother: int) -> None:
    phone(mother)
    by(mother, *BOTH)
    for kind in ("AJOUT_DOCUMENT", "CONSULTATION_PS", "ACCES_BRIS_GLACE", "INVITATION_RL"):
        tell(mother, kind)
        shown = " ".join(f"{one.subject} {one.text}" for one in Message.objects.all())
        written = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
        for word in ("ocument", "soignant", "urgence", "parent", "athalie", "DESMAUX"):
            assert word not in shown + written


def test_a_new_device_has_its_own_email_and_shows_on_the_phone(mother: int) -> None:
    phone(mother)
    assert tell(mother, "NOUVEL_APPAREIL") == ["push"]


def test_the_daily_message_reaches_the_phone_with_its_number(mother: int) -> None:
    phone(mother)
    preferences.choose(mother, Preferences(DAILY))
    assert tell(mother) == tell(mother) == []
    with clock.moved(timedelta(days=1)):
        digests.run()
        outbox.drain()
    assert Message.objects.get(channel="push").text == "2 nouveautés dans votre carnet"


def test_a_secret_reaches_no_parent_and_no_screen(mother: int) -> None:
    [enrolled] = enrol(CHILD)
    child = certified(enrolled)
    Account.objects.create(
        identifier="jules.d", person_id=child, email="jules@example.org", created_at=clock.now()
    )
    phone(mother)
    phone(child)
    by(mother, *BOTH)
    outbox.drain()
    Message.objects.all().delete()
    assert tell(child, "CONSULTATION_PS", secret=True) == ["email"]
    assert mail.outbox[0].to == ["jules@example.org"]
    assert row("SELECT count(*) FROM notify_waiting") == (0,)


def test_a_secret_is_not_in_the_number_on_the_screen(mother: int) -> None:
    phone(mother)
    preferences.choose(mother, Preferences(DAILY))
    tell(mother, secret=True)
    with clock.moved(timedelta(days=1)):
        digests.run()
        outbox.drain()
    assert [str(one.subject) for one in mail.outbox] == ["1 nouveauté dans votre carnet"]
    assert not Message.objects.filter(channel="push").exists()


def test_a_burst_is_one_message_by_each_way(mother: int) -> None:
    phone(mother)
    by(mother, *BOTH)
    for entry_no in range(5):
        actions.tell(mother, "AJOUT_DOCUMENT", entry_no=entry_no)
    assert tell(mother) == ["email", "push", "sms"]
