"""The insurer's file of insured people: its columns, and one line of it read or refused."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

COLUMNS = {
    "matricule": "15 caractères, clé comprise",
    "oid": "OID de l'INS",
    "nom_naissance": "nom de naissance",
    "nom_utilise": "nom utilisé (facultatif)",
    "prenoms": "tous les prénoms, séparés par des espaces",
    "sexe": "F, M ou U",
    "date_naissance": "AAAA-MM-JJ",
    "lieu_naissance": "code officiel géographique, 5 caractères",
    "vitale": "numéro de série de la carte Vitale (vide pour un enfant sans carte)",
    "parent": "matricule du parent de rattachement (vide pour un adulte)",
    "email": "adresse électronique (facultatif)",
    "mobile": "mobile (facultatif)",
    "adresse": "numéro et voie",
    "code_postal": "5 caractères",
    "commune": "commune",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Insured:
    """One sound line of the file."""

    matricule: str
    oid: str
    birth_name: str
    used_name: str
    given_names: str
    sex: str
    birth_date: datetime.date
    birth_place: str
    vitale: str
    parent: str
    email: str
    mobile: str
    address: str
    postal_code: str
    city: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line set aside: its number in the file (the header is 1) and the reason, without identity."""

    number: int
    reason: str


class BadFile(ValueError):
    """The file as a whole cannot be read: its header lacks columns, or it is empty."""


def read(file: BinaryIO) -> Iterator[tuple[int, Insured | BadLine]]:
    """Read the file line by line; ``BadFile`` when its header does not hold."""
    raise NotImplementedError
