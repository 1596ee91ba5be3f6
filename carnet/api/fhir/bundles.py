"""Searchset bundles, with an exact total and links that name no patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from carnet.api.fhir import continuation
from carnet.api.fhir.model import Resource
from carnet.api.fhir.naming import base
from carnet.api.fhir.outcome import Issue, outcome, refuse
from carnet.api.fhir.parameters import Values, one

Q = TypeVar("Q", bound=msgspec.Struct)


def searchset(
    kind: str,
    asked: msgspec.Struct,
    resources: Sequence[Resource],
    total: int,
    *,
    after: str | None = None,
    issues: Iterable[Issue] = (),
) -> dict[str, Any]:
    """One page of an answer: ``asked`` makes its own link, ``after`` that of the next."""
    links = [{"relation": "self", "url": _link(kind, asked)}]
    if after is not None:
        following = msgspec.structs.replace(asked, after=after)
        links.append({"relation": "next", "url": _link(kind, following)})
    entries: list[dict[str, Any]] = [_match(kind, resource) for resource in resources]
    told = list(issues)
    if told:
        entries.append({"resource": outcome(told), "search": {"mode": "outcome"}})
    found = {"resourceType": "Bundle", "type": "searchset", "total": total, "link": links}
    return found | ({"entry": entries} if entries else {})


def continued(values: Values, expected: type[Q]) -> Q | None:
    """The question of a page link, when the request follows one."""
    if "page" not in values:
        return None
    if len(values) > 1:
        raise refuse(400, "value", "page", "no other parameter beside page", ", ".join(values))
    token = one(values, "page")
    try:
        return continuation.unseal(token, expected)
    except ValueError as problem:
        raise refuse(400, "value", "page", "a page link that this service gave") from problem


def _match(kind: str, resource: Resource) -> dict[str, Any]:
    address = f"{base()}/{kind}/{resource.id}"
    return {"fullUrl": address, "resource": resource, "search": {"mode": "match"}}


def _link(kind: str, asked: msgspec.Struct) -> str:
    return f"{base()}/{kind}?page={continuation.seal(asked)}"
