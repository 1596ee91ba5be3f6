"""One WSGI application: software's doors to Falcon, people's doors to Django."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnet.base.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

_people = get_wsgi_application()  # loads the settings and the rooms: the doors come after

import structlog  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from carnet.api.app import application as _software  # noqa: E402
from carnet.base import logs, metrics  # noqa: E402
from carnet.base.parent import end_with_parent  # noqa: E402
from carnet.web import ahead, encoding  # noqa: E402

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

logs.configure()
_log = structlog.get_logger(__name__)
get_resolver().url_patterns  # noqa: B018 - a page that cannot load stops the start, not a visitor
ahead.prepare()
gc.collect()
gc.freeze()  # what is loaded stays: looking through it for garbage is time lost
end_with_parent()

# TLS ends at the operator's proxy: the address that people use tells whether they came by it.
_SCHEME = urlsplit(settings.BASE_URL).scheme
SOFTWARE_DOORS = ("/fhir", "/oauth/", "/.well-known/oauth", "/journal/")


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Route one request to its door, and count it (door and status only, never the address)."""
    environ["wsgi.url_scheme"] = _SCHEME
    path = environ.get("PATH_INFO", "")
    if path == "/metrics":
        return metrics.answer(environ, start_response)
    door = "software" if path.startswith(SOFTWARE_DOORS) else "people"
    began = time.perf_counter()

    def counting(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
        metrics.requests.labels(door, status[:3]).inc()
        metrics.seconds.labels(door).observe(time.perf_counter() - began)
        return start_response(status, headers, *(() if exc_info is None else (exc_info,)))

    try:
        return _answer(door, environ, counting)
    except Exception:  # noqa: BLE001 - both doors answer their own errors: this one is ours
        _log.exception("server.failed", door=door)
        start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"Something failed on our side. Please try again.\n"]


def _answer(door: str, environ: WSGIEnvironment, start_response: Any) -> Iterable[bytes]:
    if door == "people":
        if encoding.foreign(environ.get("CONTENT_TYPE") or ""):
            return encoding.refuse(start_response)
        return _people(environ, start_response)
    close_old_connections()  # Django does so for its own requests: a dead connection is renewed
    return _software(environ, start_response)
