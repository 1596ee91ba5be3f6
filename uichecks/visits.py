"""Who visits, and every address that each kind of visitor can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from uichecks.house import House

# Screens of these visitors do not exist yet: their checks wait.
ABSENT = ("caregiver", "professional", "agent", "publisher")
ANONYMOUS, PATIENT, CHILD = "anonymous", "patient", "child"
PRESENT = (ANONYMOUS, PATIENT, CHILD)


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as one visitor sees it."""

    visitor: str
    route: str
    path: str

    @property
    def name(self) -> str:
        """A name for reports and pictures."""
        return f"{self.visitor} {self.route}"


def routes() -> dict[str, URLPattern]:
    """Every named route of the people's pages, by name."""
    found = dict(_walk(get_resolver("carnet.web.patient.urls").url_patterns))
    return dict(sorted(found.items()))


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name, pattern


# What these answer is no page: a POST, a file, a picture, a redirect.
ACTS = frozenset({
    "hide", "show", "block", "unblock", "allow", "withdraw", "notifications_read",
    "notification_read", "original", "attachment", "attachment_page", "language", "sign_out",
    "sign_in_again", "new_code",
})  # fmt: skip
# Reached only in the middle of a journey: the journeys look at them.
UNDERWAY = frozenset({
    "activation_sign_in", "activation_contact", "activation_code", "activation_terms",
    "sign_in_code",
})  # fmt: skip
PUBLIC = frozenset({
    "landing", "opposition", "help", "accessibility", "legal", "comfort", "activation",
    "sign_in", "signed_out", "dead_end",
})  # fmt: skip
ENTRANCE = frozenset({"landing", "activation", "sign_in", "signed_out", "dead_end"})


def visits(house: House) -> list[Visit]:
    """One visit for each page and each visitor who may open it."""
    names = [name for name in routes() if name not in ACTS | UNDERWAY]
    return [
        Visit(visitor, name, path)
        for visitor in PRESENT
        for name in names
        if _opens(visitor, name)
        for path in _paths(house, visitor, name)
    ]


def _opens(visitor: str, name: str) -> bool:
    if visitor == ANONYMOUS:
        return name in PUBLIC
    return name not in ENTRANCE


def _paths(house: House, visitor: str, name: str) -> list[str]:
    world = house.world
    child = visitor == CHILD
    person, entries = (world.zoe, world.zoe_documents) if child else (world.julie, world.documents)
    document = world.address(person, entries[0])
    special: dict[str, Callable[[], list[str]]] = {
        "document": lambda: [world.address(person, number) for number in entries[:3]],
        "readers": lambda: [f"{document}lecteurs/"],
        "dead_end": lambda: ["/activer/arret/code-utilise/"],
    }
    if name in special:
        return special[name]()
    return ["/" + str(routes()[name].pattern)]
