"""Chromium as each visitor has it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from uichecks.house import House
from uichecks.tools import CHROMIUM
from uichecks.visits import AT_DESK, CAREGIVER, CHILD, EMPTY, KNOWN, PATIENT

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
Scheme = Literal["light", "dark"]


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium; without a sandbox only where the system allows none (root)."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield running
        running.close()


@contextlib.contextmanager
def visitor(
    running: Browser,
    house: House,
    kind: str,
    *,
    scheme: Scheme = "light",
    scripts: bool = True,
    size: ViewportSize | None = None,
    **more: Any,
) -> Iterator[BrowserContext]:
    """A window of one visitor, signed in where the visitor is someone."""
    context = running.new_context(
        base_url=house.base, viewport=size or PHONE, color_scheme=scheme, locale="fr-FR",
        java_script_enabled=scripts, reduced_motion="reduce", **more,
    )  # fmt: skip
    if kind in (*KNOWN, *AT_DESK):
        name = "guichet" if kind in AT_DESK else "sessionid"
        context.add_cookies([{"name": name, "value": session(house, kind), "url": house.base}])
    yield context
    context.close()


def session(house: House, kind: str) -> str:
    """The key of a session as sign-in leaves it; "" for those who are not signed in."""
    if kind in AT_DESK:
        from uichecks import desk

        return desk.session(house.world, kind)
    if kind not in KNOWN:
        return ""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from carnet.accounts.models import Account
    from carnet.base import clock
    from carnet.web.patient.current import SESSION_KEY as RECORD
    from carnet.web.patient.presence import PROVED
    from uichecks import helping

    holders = {EMPTY: house.world.empty, CAREGIVER: house.world.laura}
    holder = holders.get(kind, house.world.julie)
    account = Account.objects.get(person_id=holder)
    kept = import_module(settings.SESSION_ENGINE).SessionStore()
    kept[SESSION_KEY] = str(account.pk)
    kept[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    kept[HASH_SESSION_KEY] = account.get_session_auth_hash()
    kept[PROVED] = clock.now().timestamp()
    kept.update(helping.ENTRUSTING if kind == PATIENT else {})
    if kind in (CHILD, CAREGIVER):
        kept[RECORD] = house.world.zoe if kind == CHILD else house.world.julie
    kept.create()
    return str(kept.session_key)


def go(page: Page, path: str) -> int:
    """Open a page; return its status."""
    response = page.goto(path, wait_until="load")
    return response.status if response else 0
