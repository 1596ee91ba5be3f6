"""An insurer's file of synthetic people: four in five adults, children after or before a parent."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carnet.accounts.insured import Insured

ONLINE = 0.4  # adults with an e-mail
FAMILY = 5  # lines: four adults and a child of the first
SURNAMES = (
    "MARTIN",
    "BERNARD",
    "LEFEBVRE",
    "GARCIA",
    "ROUX",
    "N’DIAYE",
    "LE GOFF",
    "FAURÉ",
    "MÜLLER",
)
GIVEN = ("MARIE LOUISE", "PAUL", "ZOÉ", "JEAN BAPTISTE", "INÈS", "LÉO MARCEL", "ANNE", "KARIM")
TOWNS = (("75012", "PARIS"), ("49000", "ANGERS"), ("59800", "LILLE"), ("13001", "MARSEILLE"))
COLUMNS = ("matricule", "oid", "nom_naissance", "prenoms", "sexe", "date_naissance",
           "lieu_naissance", "vitale", "parent", "email", "mobile", "adresse", "code_postal",
           "commune")  # fmt: skip


def write(path: Path, people: int) -> None:
    """Write a file of this many lines; the same each time."""
    drawn = random.Random(20261122)
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(COLUMNS) + "\n")
        for start in range(0, people, FAMILY):
            lines = _family(start, drawn)[: people - start]
            # One family in three is written backwards: its child comes before the parent.
            file.writelines(reversed(lines) if start // FAMILY % 3 == 0 else lines)


def _family(start: int, drawn: random.Random) -> list[str]:
    parent = matricule(start, 1980)
    adults = [_adult(start + rank, drawn) for rank in range(FAMILY - 1)]
    return [*adults, _line(start + FAMILY - 1, 2016, drawn, parent=parent)]


def _adult(number: int, drawn: random.Random) -> str:
    card = f"8025000002{drawn.randrange(10**11):011}"
    return _line(number, 1980, drawn, vitale=card)


def _line(number: int, year: int, drawn: random.Random, vitale: str = "", parent: str = "") -> str:
    code, town = drawn.choice(TOWNS)
    online = not parent and drawn.random() < ONLINE
    reached = (
        f"personne{number}@exemple.fr" if online else "",
        f"06{drawn.randrange(10**8):08}" if not parent else "",
        f"{drawn.randrange(1, 300)} rue des Lilas" if not parent else "",
        *((code, town) if not parent else ("", "")),
    )
    values = (
        matricule(number, year), "1.2.250.1.213.1.4.10",
        drawn.choice(SURNAMES), drawn.choice(GIVEN), "FM"[number % 2],
        f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}", f"{number % 90 + 10}056",
        vitale, parent, *reached,
    )  # fmt: skip
    return ";".join(values) + "\n"


def insured(number: int) -> Insured:
    """One adult whom a letter reaches."""
    from carnet.accounts.insured import Insured
    from carnet.identity import ins

    return Insured(
        number=number + 2,
        matricule=matricule(number, 1960),
        oid=ins.TEST,
        birth_name=SURNAMES[number % len(SURNAMES)],
        given_names=GIVEN[number % len(GIVEN)],
        sex="F",
        birth_date=date(1960, 1 + number % 12, 1 + number % 28),
        birth_place="75056",
        vitale=f"{number:011}",
        address=f"{1 + number % 300} rue des Lilas",
        postal_code="75012",
        city="PARIS",
    )


def matricule(number: int, year: int) -> str:
    """A sound matricule that no other number has."""
    from carnet.identity import ins

    place, order = divmod(number, 1000)
    month, place = divmod(place, 100_000)
    thirteen = f"{2 - number % 2}{year % 100:02}{20 + month:02}{place:05}{order:03}"
    return f"{thirteen}{ins.key(thirteen):02}"
