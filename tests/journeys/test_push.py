"""Push messages in a real browser: its service worker under our policy, its own answer imitated.

Only what the vendor's push service does is imitated: Chromium has none without its network.
"""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from carnet.base import outbox
from carnet.demo import push
from carnet.demo.models import Message
from carnet.notify import actions, pushes
from tests.accounts.world import PASSWORD, account
from tests.journeys.test_letter_to_first_document import heading, last_one_time_code, press
from tests.journeys.test_passkey import house, phone
from tests.web.settings.test_pushing import sent

__all__ = ["house", "phone"]
pytestmark = pytest.mark.browser
# The browser says yes and gives the address of a phone of the stand-in.
ANSWER = """
window.asked = [];
Notification.requestPermission = async () => "granted";
PushManager.prototype.subscribe = async function (options) {
  window.asked.push(options.userVisibleOnly, options.applicationServerKey.byteLength);
  sessionStorage.setItem("asked", JSON.stringify(window.asked));
  const { endpoint, p256dh, auth } = %s;
  return { toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
};
"""


@pytest.fixture
def inside(phone: Page, settings: Settings) -> tuple[Page, int]:
    settings.PUSH_BACKEND = "carnet.demo.push.Backend"
    person_id, _account_id = account()
    phone.goto("/connexion/")
    phone.fill("[name=identifier]", "nathalie.d")
    phone.fill("[name=password]", PASSWORD)
    press(phone, "Me connecter")
    phone.fill("[name=code]", last_one_time_code(phone))
    press(phone, "Entrer")
    return phone, person_id


def test_a_phone_is_added_in_one_tap_and_told(inside: tuple[Page, int]) -> None:
    phone, person_id = inside
    phone.add_init_script(ANSWER % json.dumps(sent()))
    phone.goto("/parametres/notifications/")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Prévenir cet appareil").click()
    phone.get_by_text("Cet appareil reçoit maintenant des notifications.").wait_for()
    assert json.loads(phone.evaluate("sessionStorage.getItem('asked')")) == [True, 65]
    scopes = phone.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )
    assert [one.partition("://")[2].partition("/")[2] for one in scopes] == ["notifications/"]
    outbox.drain()
    Message.objects.all().delete()
    actions.tell(person_id, "AJOUT_DOCUMENT")
    outbox.drain()
    assert Message.objects.get(channel="push").subject == settings.SERVICE_NAME


def test_a_browser_that_says_no_is_told_what_is_left(inside: tuple[Page, int]) -> None:
    phone, person_id = inside
    phone.add_init_script("Notification.requestPermission = async () => 'denied';")
    phone.goto("/parametres/notifications/")
    phone.get_by_role("button", name="Prévenir cet appareil").click()
    phone.get_by_role("alert").get_by_text("L’e-mail reste.").wait_for()
    assert pushes.listed(person_id) == []
    assert heading(phone) == "Être prévenu"


def test_the_stand_in_has_what_a_browser_sends() -> None:
    assert push.Backend().accepts(sent()["endpoint"])
