"""Every cookie of a house on HTTPS stays on HTTPS, out of scripts, out of other sites' forms."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import Morsel

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.assistance.roles import Role
from tests.accounts.world import account, digits
from tests.web.desk.conftest import at_desk
from tests.web.signin.test_sign_in import CODE, PAGE, RIGHT

pytestmark = pytest.mark.django_db


def test_no_cookie_travels_in_clear(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    given = {one.key: one for one in cookies(client)}
    wanted = {"sessionid", "csrftoken", "django_language", "taille", "appareil", "guichet"}
    assert set(given) == wanted
    for name, cookie in given.items():
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name


def cookies(client: Client) -> Iterator[Morsel[str]]:
    """What a browser is given that chooses its comfort, signs in, then sits at the desk."""
    account()
    client.post("/langue/en/")
    client.post("/affichage/", {"size": "125"})
    client.get(PAGE)
    client.post(PAGE, RIGHT)
    client.post(CODE, {"code": digits()})
    yield from client.cookies.values()
    yield from at_desk(Role.HOTLINE).cookies.values()
