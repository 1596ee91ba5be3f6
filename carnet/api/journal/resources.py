"""Addresses for witnesses and for whoever holds a receipt. None tells anything of a person."""

from __future__ import annotations

from typing import Any

import falcon
import msgspec

from carnet.base import shapes
from carnet.journal import cosignatures, proofs, seals, signing
from carnet.journal.cosignatures import NotHeard
from carnet.journal.leaves import moment
from carnet.journal.material import NotYet

_FOR_EVER = "public, max-age=31536000, immutable"  # what the log was, it stays
_A_DAY, _A_SECOND = "public, max-age=86400", "public, max-age=1"
_MOST = 4096  # bytes of a countersignature
_LARGEST, _DIGITS = 2**62, 20


class JournalProblem(Exception):
    """A request that cannot be answered: HTTP status and words (RFC 9457)."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class Countersigned(msgspec.Struct):
    """What a witness posts; bytes in hexadecimal, ``at`` in microseconds since 1970."""

    seal_no: int
    key: str
    at: int
    signature: str


class KeyResource:
    """``GET /journal/key``: the public key that signs heads and receipts."""

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Tell it."""
        _write(response, {"key": signing.public_key().hex()}, _A_DAY)


class HeadResource:
    """``GET /journal/head``: the last signed head."""

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Tell it."""
        seal = seals.last()
        if seal is None:
            raise JournalProblem(404, "nothing is sealed yet")
        _write(response, proofs.signed_head(seal), _A_SECOND)


class ConsistencyResource:
    """``GET /journal/consistency?from=&to=``: that the log only grew (RFC 9162, 2.1.4)."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Prove it between two sizes, in events."""
        old, new = _number(request, "from"), _number(request, "to")
        seal = seals.last()
        if seal is None or not 0 < old <= new <= seal.tree_size:
            raise JournalProblem(422, "expected 0 < from <= to <= the size of the last head")
        _write(response, {"from": old, "to": new, "growth": proofs.growth(old, new)}, _FOR_EVER)


class LeafResource:
    """``GET /journal/leaf?hash=&xid=``: that the event of a receipt is in the log."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Give a proof of its leaf, which ``carnet journal verify-proof`` reads."""
        leaf = _bytes(request.get_param("hash") or "", "hash", 32)
        try:
            _write(response, proofs.of_leaf(leaf, _number(request, "xid")), "no-store")
        except NotYet as error:
            raise JournalProblem(404, str(error)) from error


class CosignaturesResource:
    """``POST /journal/cosignatures``: what a witness of the settings signed."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Keep it."""
        posted = _posted(request)
        key, signature = _bytes(posted.key, "key", 32), _bytes(posted.signature, "signature", 64)
        try:
            name = cosignatures.add(posted.seal_no, key, moment(posted.at), signature)
        except NotHeard as error:
            raise JournalProblem(403, str(error)) from error
        except OverflowError as error:
            raise JournalProblem(422, "at: expected microseconds since 1970") from error
        response.status = 201
        _write(response, {"witness": name, "seal_no": posted.seal_no}, "no-store")


def add(app: falcon.App[falcon.Request, falcon.Response]) -> None:
    """Add the addresses and the answer to what goes wrong behind them."""
    app.add_route("/journal/key", KeyResource())
    app.add_route("/journal/head", HeadResource())
    app.add_route("/journal/consistency", ConsistencyResource())
    app.add_route("/journal/leaf", LeafResource())
    app.add_route("/journal/cosignatures", CosignaturesResource())
    app.add_error_handler(JournalProblem, problem)


def problem(
    _request: falcon.Request, response: falcon.Response, wrong: JournalProblem, _params: Any
) -> None:
    """Say what is wrong."""
    response.status = wrong.status
    response.content_type = "application/problem+json"
    response.set_header("Cache-Control", "no-store")
    response.data = msgspec.json.encode({"status": wrong.status, "detail": wrong.detail})


def _write(response: falcon.Response, answer: dict[str, Any], kept: str) -> None:
    response.content_type = falcon.MEDIA_JSON
    response.set_header("Cache-Control", kept)
    response.data = msgspec.json.encode(answer)


def _number(request: falcon.Request, name: str) -> int:
    text = request.get_param(name) or ""
    written = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    if not written or int(text) >= _LARGEST:
        raise JournalProblem(
            422, f"{name}: expected a whole number, found {text[:20] or 'nothing'}"
        )
    return int(text)


def _bytes(text: str, name: str, size: int) -> bytes:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        data = b""
    if len(data) != size:
        raise JournalProblem(422, f"{name}: expected {size} bytes in hexadecimal")
    return data


def _posted(request: falcon.Request) -> Countersigned:
    data = request.bounded_stream.read(_MOST + 1)
    if len(data) > _MOST:
        raise JournalProblem(413, f"expected at most {_MOST} bytes")
    try:
        found = shapes.json(Countersigned).decode(data)
    except msgspec.DecodeError as error:
        raise JournalProblem(422, str(error)) from error
    if not 0 <= found.seal_no < _LARGEST:
        raise JournalProblem(422, "seal_no: expected a whole number")
    return found
