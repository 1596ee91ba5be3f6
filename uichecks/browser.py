"""Chromium as each visitor has it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from uichecks.house import House
from uichecks.visits import ANONYMOUS, CHILD

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
Scheme = Literal["light", "dark"]
CHROMIUM = os.environ.get("CHROMIUM", "") or shutil.which("chromium") or ""


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
    if kind != ANONYMOUS:
        context.add_cookies(
            [{"name": "sessionid", "value": _session(house, kind), "url": house.base}]
        )
    yield context
    context.close()


def _session(house: House, kind: str) -> str:
    """A session as sign-in leaves it."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from carnet.accounts.models import Account
    from carnet.web.patient.current import SESSION_KEY as RECORD

    account = Account.objects.get(person_id=house.world.julie)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    if kind == CHILD:
        session[RECORD] = house.world.zoe
    session.create()
    return str(session.session_key)


def go(page: Page, path: str) -> int:
    """Open a page; return its status."""
    response = page.goto(path, wait_until="load")
    return response.status if response else 0
