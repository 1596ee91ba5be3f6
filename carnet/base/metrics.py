"""Counters for the operator, in the Prometheus format. No label ever names a person."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

# Several server processes share their counts through files: set before the library loads.
_folder = Path(os.environ.get("CARNET_DATA", "var")).resolve() / "metrics"
_folder.mkdir(parents=True, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_folder)

import prometheus_client  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

requests = prometheus_client.Counter(
    "carnet_requests_total", "Requests answered", ["door", "status"]
)
seconds = prometheus_client.Histogram(
    "carnet_request_seconds", "Time to the first byte of the answer", ["door"]
)


def forget() -> None:
    """Drop the counts of an earlier run, before the server starts."""
    for file in _folder.glob("*.db"):
        file.unlink()


def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Serve ``/metrics`` to who holds ``METRICS_TOKEN``; in a demonstration, to loopback too."""
    if not _allowed(environ):
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"metrics are for the operator\n"]
    registry = prometheus_client.CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    start_response("200 OK", [("Content-Type", prometheus_client.CONTENT_TYPE_LATEST)])
    return [prometheus_client.generate_latest(registry)]


def _allowed(environ: WSGIEnvironment) -> bool:
    token = os.environ.get("METRICS_TOKEN", "")
    if not token:  # in production a proxy of the same machine speaks for everybody
        return os.environ.get("PRODUCTION_APPROVED") != "1" and environ.get("REMOTE_ADDR", "") in {
            "127.0.0.1",
            "::1",
        }
    given = str(environ.get("HTTP_AUTHORIZATION", "")).removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), token.encode())
