"""The whole house in one process: both doors on one loopback address, and a browser without JS."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.db import connections
from playwright.sync_api import Page, ViewportSize, sync_playwright
from pytest_django.fixtures import Settings

PHONE: ViewportSize = {"width": 390, "height": 844}


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _serve(server: WSGIServer) -> None:
    try:
        server.serve_forever(poll_interval=0.05)
    finally:
        connections.close_all()


@pytest.fixture
def address(transactional_db: None, settings: Settings) -> Iterator[str]:
    """Where the house answers: software's doors and people's doors."""
    from carnet.web.server import application

    settings.EMAIL_BACKEND = "carnet.demo.mailbox.EmailBackend"  # read back in its page

    server = make_server("127.0.0.1", 0, application, handler_class=_Silent)
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(address: str) -> Iterator[Page]:
    """A cheap phone: a narrow screen, no JavaScript."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is absent: apt install chromium")
    arguments = ["--disable-gpu", "--disable-background-networking"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        context = browser.new_context(
            base_url=address, viewport=PHONE, java_script_enabled=False, locale="fr-FR"
        )
        context.set_default_timeout(10_000)
        yield context.new_page()
        connections.close_all()  # Playwright's loop gave this test a connection of its own
        browser.close()
