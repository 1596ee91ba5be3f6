"""« Qui peut lire ce document ? » in its parts: people, emergencies, trades, services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carnet.base.ids import Kind, Pointer, conceal
from carnet.records.views import Reader
from carnet.web.ui import displays

_ROLES: dict[str, str | Promise] = {
    "holder": _("Titulaire du carnet"),
    "representative": _("Représentant légal"),
    "caregiver": _("Proche aidant"),
    "author": _("Auteur du document"),
    "treating_doctor": _("Médecin traitant"),
    "organization": _("Structure de soins"),
}
_SERVICES = frozenset({"software", "agent", "operator", "application"})
_RELATIVES = frozenset({"representative", "caregiver"})


@dataclass(frozen=True, slots=True)
class Line:
    """One person, structure or service; ``see_as``: where the record is shown as they get it."""

    reader: Reader
    role: str
    see_as: str


@dataclass(frozen=True, slots=True)
class Trades:
    """Trades that share one reason."""

    reason: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class Readers:
    """Each part, with those who may and those who may not."""

    people: list[Line]
    refused_people: list[Line]
    emergencies: list[Line]
    glass: list[Trades]
    refused_glass: list[Trades]
    trades: list[Trades]
    refused_trades: list[Trades]
    services: list[Line]


def grouped(found: Iterable[Reader]) -> Readers:
    """Put each reader in its part."""
    parts: dict[str, list[Reader]] = {}
    for reader in found:
        parts.setdefault(_part(reader.kind), []).append(reader)
    lines = [_line(reader) for reader in parts.get("people", ())]
    trades, glass = parts.get("profession", []), parts.get("break_glass", [])
    return Readers(
        people=[line for line in lines if line.reader.allowed],
        refused_people=[line for line in lines if not line.reader.allowed],
        emergencies=[_line(reader) for reader in parts.get("emergency", ())],
        glass=_by_reason(reader for reader in glass if reader.allowed),
        refused_glass=_by_reason(reader for reader in glass if not reader.allowed),
        trades=_by_reason(reader for reader in trades if reader.allowed),
        refused_trades=_by_reason(reader for reader in trades if not reader.allowed),
        services=[_line(reader) for reader in parts.get("services", ())],
    )


def _part(kind: str) -> str:
    if kind in _SERVICES:
        return "services"
    return kind if kind in ("profession", "break_glass", "emergency") else "people"


def _line(reader: Reader) -> Line:
    shown = replace(reader, profession=displays.trade(reader.profession))
    return Line(shown, str(_ROLES.get(reader.kind, "")), _see_as(reader))


def _see_as(reader: Reader) -> str:
    """Of professionals of the directory, of representatives and aidants; of nobody else."""
    if reader.kind in _RELATIVES:
        person = conceal(Pointer(Kind.PERSON, reader.actor_id))
        return reverse("patient:see_as_relative", args=[person])
    known = reader.kind in ("professional", "author", "treating_doctor") and reader.actor_id
    return reverse("patient:see_as", args=[reader.actor_id]) if known else ""


def _by_reason(found: Iterable[Reader]) -> list[Trades]:
    names: dict[str, list[str]] = {}
    for reader in found:
        names.setdefault(reader.reason, []).append(displays.trade(reader.profession))
    return [Trades(reason, sorted(group)) for reason, group in names.items()]
