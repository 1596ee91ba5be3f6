"""Reads the bodies of requests: bounded, JSON, and of the expected resource."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Iterator
from typing import Any, TypeVar, cast

import falcon
import msgspec
from django.conf import settings

from carnet.api.fhir.model import Resource
from carnet.api.fhir.outcome import FhirProblem, Issue, refuse
from carnet.base import shapes

JSON_TYPES = frozenset({"application/fhir+json", "application/json", "text/json"})
_AT = re.compile(r" - at `(.*)`$")
T = TypeVar("T")


class _Other(Resource, tag="Other"):
    """What is never sent."""


def body_limit() -> int:
    """Bytes of one request: some documents of the largest size, in base64."""
    return 4 * int(settings.DEPOSIT_MAX_BYTES)


def read_body(request: falcon.Request, allowed: frozenset[str] = JSON_TYPES) -> bytes:
    """The body, if its type and its size are acceptable."""
    media = (request.content_type or "").split(";")[0].strip().lower()
    if media not in allowed:
        expected = f"Content-Type: one of {', '.join(sorted(allowed))}"
        raise refuse(415, "not-supported", "", expected, media or "none")
    limit = body_limit()
    # The length that is announced settles it before a byte is read.
    if (request.content_length or 0) > limit:
        raise refuse(413, "too-long", "", f"at most {limit} bytes", request.content_length)
    body = b"".join(_parts(request, limit))
    if len(body) > limit:
        raise refuse(413, "too-long", "", f"at most {limit} bytes", "more")
    return body


def _parts(request: falcon.Request, limit: int) -> Iterator[bytes]:
    """The body, and one byte beyond the limit if there is more; no length is told for chunks."""
    chunked = request.content_length is None and request.get_header("Transfer-Encoding")
    stream = request.stream if chunked else request.bounded_stream
    left = limit + 1
    while left and (part := stream.read(left)):
        left -= len(part)
        yield part


def decode(body: bytes, expected: type[T]) -> T:
    """Decode one resource; 400 when it is not JSON, 422 when it has another shape."""
    try:
        # The other half of the union makes resourceType mandatory.
        found = shapes.json(cast("type[T | _Other]", expected | _Other)).decode(body)
    except msgspec.ValidationError as problem:
        raise shape_problem(str(problem), name_of(expected)) from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise refuse(400, "structure", "", "JSON (RFC 8259) in UTF-8", problem) from problem
    except RecursionError as problem:
        raise refuse(400, "structure", "", "JSON of a reasonable depth", "too deep") from problem
    if isinstance(found, _Other):
        raise refuse(422, "structure", "resourceType", name_of(expected), "Other")
    return found


def base64(written: msgspec.Raw, path: str) -> bytes:
    """The bytes of a base64Binary, as it stands in the JSON; FHIR allows white space in it."""
    try:
        return msgspec.json.decode(written or b'""', type=bytes)
    except msgspec.MsgspecError:
        return _spaced_base64(written, path)


def _spaced_base64(written: msgspec.Raw, path: str) -> bytes:
    try:
        text = msgspec.json.decode(written, type=str)
        return a2b_base64("".join(text.split()), strict_mode=True)
    except (msgspec.MsgspecError, ValueError) as problem:
        raise refuse(422, "value", path, "base64 (RFC 4648)", problem) from problem


def name_of(resource: type) -> str:
    """The FHIR name of a resource."""
    return resource.__name__.removesuffix("Resource")


def shape_problem(message: str, root: str) -> FhirProblem:
    """Turn the words of the decoder into an issue with a FHIRPath."""
    place = _AT.search(message)
    path = place.group(1) if place else "$"
    words = message[: place.start()] if place else message
    issue = Issue(code="structure", diagnostics=words, expression=[path.replace("$", root, 1)])
    return FhirProblem(422, [issue])


def codes(concept: Any) -> list[str]:
    """The codes of a CodeableConcept, or none."""
    return [coding.code for coding in concept.coding] if concept else []
