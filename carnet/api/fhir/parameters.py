"""Search parameters of a request: read strictly, for what is ignored in silence misleads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import parse_qsl

import falcon

from carnet.api.fhir import dates
from carnet.api.fhir.decoding import read_body
from carnet.api.fhir.outcome import refuse
from carnet.records.views import Span

FORM = frozenset({"application/x-www-form-urlencoded"})
COUNT_DEFAULT, COUNT_MAX = 50, 200
MAX_PARAMETERS = 100
_IGNORED = frozenset({"_format", "_pretty"})  # they change the form of the answer, not its content

Values = dict[str, list[str]]


def of_request(request: falcon.Request, known: Iterable[str]) -> Values:
    """Every value of every known parameter, of the address and of the form of ``_search``."""
    pairs = _pairs(request.query_string)
    if request.method == "POST":
        pairs += _pairs(read_body(request, FORM))
    allowed = frozenset(known)
    values: Values = {}
    for name, value in pairs:
        if name in _IGNORED:
            continue
        if name not in allowed:
            expected = f"one of the parameters {', '.join(sorted(allowed))}"
            raise refuse(400, "not-supported", name, expected, name)
        if not value or "\0" in value:
            raise refuse(400, "value", name, "a value", "nothing")
        values.setdefault(name, []).append(value)
    return values


def _pairs(written: str | bytes) -> list[tuple[str, str]]:
    try:
        text = written if isinstance(written, str) else written.decode()
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError as problem:
        expected = f"at most {MAX_PARAMETERS} parameters, in UTF-8"
        raise refuse(400, "value", "", expected) from problem


def one(values: Values, name: str, default: str | None = None) -> str:
    """The only value of a parameter; mandatory without a default."""
    found = values.get(name, [])
    if len(found) > 1:
        raise refuse(400, "value", name, "the parameter once", f"{len(found)} times")
    if found:
        return found[0]
    if default is None:
        raise refuse(400, "required", name, f"the parameter {name}", "nothing")
    return default


def codes(values: Values, name: str) -> tuple[str, ...]:
    """The codes of a token parameter: ``system|code`` or ``code``, any of several by commas."""
    text = one(values, name, "")
    return tuple(part.rpartition("|")[2] for part in text.split(",") if part.strip("|"))


def count(values: Values) -> int:
    """How many results a page holds (``_count``, at most 200)."""
    text = one(values, "_count", str(COUNT_DEFAULT))
    if not (text.isascii() and text.isdigit() and int(text[:9]) >= 1):
        raise refuse(400, "value", "_count", f"a number from 1 to {COUNT_MAX}", text)
    return min(int(text[:9]), COUNT_MAX)


def span(values: Values, *names: str) -> Span:
    """The period that all values of some date parameters leave open (``ge2024-01-01``…)."""
    found = Span()
    for name in names:
        for value in values.get(name, []):
            found = _both(found, _span(name, value))
    return found


def _span(name: str, value: str) -> Span:
    prefix = value[:2] if value[:2].isalpha() else "eq"
    try:
        since, before = dates.span(value.removeprefix(prefix) if value[:2].isalpha() else value)
    except (ValueError, OverflowError) as problem:
        raise refuse(400, "value", name, "a FHIR date, such as ge2024-01-31", value) from problem
    possible = {
        "eq": Span(since, before),
        "ge": Span(since=since),
        "gt": Span(since=before),
        "sa": Span(since=before),
        "le": Span(before=before),
        "lt": Span(before=since),
        "eb": Span(before=since),
    }
    if prefix not in possible:
        raise refuse(400, "value", name, f"a prefix among {', '.join(possible)}", prefix)
    return possible[prefix]


def _both(one_: Span, other: Span) -> Span:
    return Span(_bound(max, one_.since, other.since), _bound(min, one_.before, other.before))


def _bound(choose: object, one_: datetime | None, other: datetime | None) -> datetime | None:
    known = [moment for moment in (one_, other) if moment is not None]
    return choose(known) if known else None  # type: ignore[operator]
