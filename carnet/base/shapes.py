"""Decoders of msgspec, each made once, by one thread at a time.

Two threads that decode into a class neither has met yet may crash the process (msgspec 0.22: one
reads what the other has half prepared). So nothing here or above calls msgspec with a bare
``type=`` of a Struct.
"""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

Moment = Annotated[datetime, Meta(tz=True)]  # never without its zone

_made: dict[tuple[type, Any], Any] = {}
_one = threading.Lock()
T = TypeVar("T")


def json(kind: type[T]) -> msgspec.json.Decoder[T]:
    """The decoder of JSON into ``kind``."""
    made: msgspec.json.Decoder[T] = _decoder(msgspec.json.Decoder, kind)
    return made


def msgpack(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    """The decoder of MessagePack into ``kind``."""
    made: msgspec.msgpack.Decoder[T] = _decoder(msgspec.msgpack.Decoder, kind)
    return made


def convert(value: Any, kind: type[T]) -> T:
    """``msgspec.convert``."""
    json(kind)  # what convert needs to know of a class, this prepares
    return msgspec.convert(value, kind)


def _decoder(maker: Any, kind: Any) -> Any:
    found = _made.get((maker, kind))
    if found is None:
        with _one:
            found = _made.setdefault((maker, kind), maker(kind))
    return found
