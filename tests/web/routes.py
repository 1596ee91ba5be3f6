"""Every named route of the people's doors and of the desk, and addresses of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import product

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from carnet.assistance.acts import Act

# Arguments that point at something of somebody.
POINTING = {"identifier", "notice", "key", "child", "draft", "link"}
USUAL: dict[str, object] = {
    "part": 1, "page": 1, "number": 1, "code": "fr", "reason": "ferme", "kind": "professionnel",
    "name": str(Act.CLOSE), "verb": "terminer", "question": "weight", "slug": "x",
    "channel": "email",
}  # fmt: skip


def routes(
    patterns: list[URLPattern | URLResolver], *spaces: str
) -> Iterator[tuple[str, set[str]]]:
    """Every named route, and the names of its arguments."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = [*spaces, one.namespace] if one.namespace else list(spaces)
            yield from routes(one.url_patterns, *inner)
        elif one.name:
            yield ":".join([*spaces, one.name]), set(one.pattern.converters)


EVERY = [one for one in routes(get_resolver().url_patterns) if not one[0].startswith("demo:")]


def addresses(
    name: str, wanted: set[str], keys: Iterable[object], **others: Iterable[object]
) -> Iterator[str]:
    """The route with each of ``keys`` wherever it points, and ``others`` instead of the usual."""
    chosen = {one: [value] for one, value in USUAL.items()} | others
    missing = wanted - POINTING - set(chosen)
    assert not missing, f"{name}: say what {missing} may be"
    varied = sorted(wanted & set(chosen))
    for key in keys:
        for values in product(*(chosen[one] for one in varied)):
            told = dict.fromkeys(wanted, key) | dict(zip(varied, values, strict=True))
            with suppress(NoReverseMatch):  # an analysis has a key of its own kind
                yield reverse(name, kwargs=told)
