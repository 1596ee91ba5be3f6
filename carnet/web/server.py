"""One WSGI application: software's doors to Falcon, people's doors to Django."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnet.base.settings")

from django.core.wsgi import get_wsgi_application

_people = get_wsgi_application()  # loads the settings and the rooms: the doors come after

from django.db import close_old_connections  # noqa: E402

from carnet.api.app import application as _software  # noqa: E402
from carnet.base import logs, metrics  # noqa: E402

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

logs.configure()

SOFTWARE_DOORS = ("/fhir", "/oauth/", "/.well-known/oauth")


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Route one request to its door, and count it (door and status only, never the address)."""
    path = environ.get("PATH_INFO", "")
    if path == "/metrics":
        return metrics.answer(environ, start_response)
    door = "software" if path.startswith(SOFTWARE_DOORS) else "people"
    began = time.perf_counter()

    def counting(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
        metrics.requests.labels(door, status[:3]).inc()
        metrics.seconds.labels(door).observe(time.perf_counter() - began)
        return start_response(status, headers, *(() if exc_info is None else (exc_info,)))  # type: ignore[arg-type]

    if door == "people":
        return _people(environ, counting)  # type: ignore[arg-type]
    close_old_connections()  # Django does so for its own requests: a dead connection is renewed
    return _software(environ, counting)  # type: ignore[arg-type]
