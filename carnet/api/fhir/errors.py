"""Turns whatever goes wrong into an OperationOutcome: nobody gets a bare error page."""

from __future__ import annotations

import secrets
from typing import Any

import falcon
import msgspec
import structlog

from carnet.api.fhir import answers
from carnet.api.fhir.outcome import FhirProblem, Issue, outcome
from carnet.formats.problems import Busy
from carnet.records.problems import Conflict, NotFound, Refused, Withheld
from carnet.sharing.problems import SharingRefused

_log = structlog.get_logger("carnet.api")
_RETRY = 60  # seconds, for what waits for the antivirus
_CODES = {404: "not-found", 405: "not-supported", 413: "too-long", 415: "not-supported"}


def problem(
    _request: falcon.Request, response: falcon.Response, wrong: FhirProblem, _params: Any
) -> None:
    """A request that cannot be done as it is."""
    answers.write(response, outcome(wrong.issues), wrong.status)
    response.set_headers(wrong.headers)


def refused(
    _request: falcon.Request,
    response: falcon.Response,
    wrong: Refused | SharingRefused,
    _params: Any,
) -> None:
    """The policy said no, about the record as a whole: here is the reason."""
    _tell(response, 403, "forbidden", wrong.decision.reason)


def not_found(
    _request: falcon.Request, response: falcon.Response, _wrong: NotFound, _params: Any
) -> None:
    """Hidden, unknown and forged are answered the same, to the byte."""
    _tell(response, 404, "not-found", "no such resource")


def conflict(
    _request: falcon.Request, response: falcon.Response, wrong: Conflict, _params: Any
) -> None:
    """The uniqueId is taken by other bytes."""
    words = f"the uniqueId {wrong.unique_id} was deposited before with other bytes"
    _tell(response, 409, "conflict", words, "DocumentReference.masterIdentifier")


def withheld(
    _request: falcon.Request, response: falcon.Response, wrong: Withheld, _params: Any
) -> None:
    """The antivirus has not looked at the original yet, or found it infected."""
    if wrong.infected:
        words = "the antivirus found this document infected: its original is not given"
        _tell(response, 403, "security", words)
    else:
        _tell(response, 409, "transient", "the original waits for the antivirus: try again later")
        response.set_header("Retry-After", str(_RETRY))


def http(
    request: falcon.Request, response: falcon.Response, wrong: falcon.HTTPError, _params: Any
) -> None:
    """Answer what Falcon refuses by itself: unknown addresses, methods."""
    status = wrong.status_code
    words = wrong.description or wrong.title
    if request.path.startswith("/oauth"):
        _oauth(response, status, "invalid_request", words)
    else:
        _tell(response, status, _CODES.get(status, "processing"), words)
    response.set_headers(dict(wrong.headers or {}))


def busy(_request: falcon.Request, response: falcon.Response, wrong: Busy, _params: Any) -> None:
    """No reader was free: the document is not at fault, and may come again."""
    _tell(response, 503, "transient", f"too many documents at once: try again in {wrong.wait} s")
    response.set_header("Retry-After", str(wrong.wait))


def unexpected(
    request: falcon.Request, response: falcon.Response, wrong: Exception, _params: Any
) -> None:
    """A fault of ours: logged, without values, under a number to give to the operator."""
    number = secrets.token_hex(6)
    _log.error("fault", number=number, route=request.uri_template, exc_info=wrong)
    words = f"an error of the service, recorded under the number {number}"
    if request.path.startswith("/oauth"):
        _oauth(response, 500, "server_error", words)
    else:
        _tell(response, 500, "exception", words)


def _tell(
    response: falcon.Response, status: int, code: str, words: str, expression: str = ""
) -> None:
    where = [expression] if expression else []
    issue = Issue(code=code, diagnostics=words, expression=where)
    answers.write(response, outcome([issue]), status)


def _oauth(response: falcon.Response, status: int, error: str, words: str) -> None:
    response.status = status
    response.content_type = falcon.MEDIA_JSON
    response.data = msgspec.json.encode({"error": error, "error_description": words})
