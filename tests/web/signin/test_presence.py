"""How long a session lasts, and how little it writes."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from carnet.accounts import devices
from carnet.accounts.models import Device, OpenSession
from carnet.base import clock, outbox
from carnet.web.patient.entering import DEVICE_COOKIE
from tests.web.signin.test_sign_out import signed_in

pytestmark = pytest.mark.django_db


def inside(client: Client) -> bool:
    return client.get("/accueil/").status_code == 200


@pytest.mark.parametrize(("minutes", "there"), [(9, True), (11, False)])
def test_a_shared_computer_is_left_after_ten_minutes(
    client: Client, minutes: int, *, there: bool
) -> None:
    signed_in(client, shared="on")
    with clock.moved(timedelta(minutes=minutes)):
        assert inside(client) is there
        assert OpenSession.objects.exists() is there


def test_it_ends_with_the_browser_and_leaves_no_device(client: Client) -> None:
    signed_in(client, shared="on")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert DEVICE_COOKIE not in client.cookies
    assert not Device.objects.exists()
    assert "Ordinateur partagé" in client.get("/accueil/").content.decode()


@pytest.mark.parametrize(("minutes", "there"), [(29, True), (31, False)])
def test_another_one_after_half_an_hour(client: Client, minutes: int, *, there: bool) -> None:
    signed_in(client)
    with clock.moved(timedelta(minutes=minutes)):
        assert inside(client) is there


def test_going_from_page_to_page_keeps_it_open(client: Client) -> None:
    signed_in(client, shared="on")
    for minutes in range(0, 60, 6):
        with clock.moved(timedelta(minutes=minutes)):
            assert inside(client)


def test_it_is_written_once_a_minute_at_most(client: Client) -> None:
    signed_in(client)
    assert _sessions_written(client) == 0
    with clock.moved(timedelta(seconds=61)):
        assert _sessions_written(client) == 3  # Django's, ours, the device
        assert _sessions_written(client) == 0


def _sessions_written(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get("/accueil/")
    tables = ("django_session", "accounts_open_session", "accounts_device")
    written = [one["sql"] for one in caught if one["sql"].startswith(("UPDATE", "INSERT"))]
    return sum(any(table in sql for table in tables) for sql in written)


def test_what_is_over_is_forgotten(client: Client) -> None:
    signed_in(client)
    with clock.moved(timedelta(minutes=31)):
        devices.forget()
    assert not OpenSession.objects.exists()
    assert Device.objects.exists()
    with clock.moved(timedelta(days=401)):
        devices.forget()
    assert not Device.objects.exists()
    outbox.drain()
