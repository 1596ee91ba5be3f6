"""Logs on standard error: events by name, never an identifier of a patient."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import structlog


def configure() -> None:
    """Send structlog and the standard library's warnings to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_values,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(message)s"
    )
    # Django logs the path of a refused request: ours hold no identifier, but a guessed one may.
    # So do its refusals (forms of elsewhere, too many fields), with what was sent in a traceback.
    for refused in ("django.request", "django.security"):
        logging.getLogger(refused).setLevel(logging.CRITICAL)


def without_values(_logger: Any, _method: str, entry: Any) -> Any:
    """Tell of ``exc_info`` what was raised and where, never its words: they may quote a patient."""
    told = entry.pop("exc_info", None)
    if isinstance(told, tuple):
        told = told[1]
    raised = told if isinstance(told, BaseException) or not told else sys.exc_info()[1]
    return entry | fault(raised) if raised else entry


def fault(raised: BaseException) -> dict[str, str]:
    """The types of an exception and of its causes, the SQLSTATE, and the frames, innermost last."""
    chain = list(_chain(raised))
    states = (state for one in chain if (state := getattr(one, "sqlstate", None)))
    told = {
        "error": " < ".join(type(one).__qualname__ for one in chain),
        "sqlstate": next(states, ""),
        "frames": " < ".join(" ".join(_frames(one)) for one in chain),
    }
    return {name: words for name, words in told.items() if words}


def _chain(raised: BaseException | None) -> Iterator[BaseException]:
    while raised is not None:
        yield raised
        context = None if raised.__suppress_context__ else raised.__context__
        raised = raised.__cause__ or context


def _frames(raised: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(raised.__traceback__):
        yield f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}:{line}"
