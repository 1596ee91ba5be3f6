"""One line a request: the door, the route and the answer, never an address that was asked."""

from __future__ import annotations

import time

import falcon
import structlog

_log = structlog.get_logger("carnet.api")


class AccessLog:
    """Falcon middleware. Logs the template of the route: no query string, no identifier."""

    def process_request(self, request: falcon.Request, _response: falcon.Response) -> None:
        """Start the watch."""
        request.context.began = time.perf_counter()

    def process_response(
        self, request: falcon.Request, response: falcon.Response, _resource: object, _ok: object
    ) -> None:
        """Write the line."""
        _log.info(
            "request",
            method=request.method,
            route=request.uri_template or "-",
            status=response.status_code,
            ms=round((time.perf_counter() - request.context.began) * 1000, 1),
        )
