"""What the insurer sends on a morning: the lines of those to enrol, and of those who died."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from carnet.accounts.insured import OPTIONAL, REQUIRED
from carnet.demo.nation.model import TEST_OID
from carnet.demo.year.plan import Life

_COLUMNS = [name for name in (*REQUIRED, *OPTIONAL) if name != "document"]


def file(lives: Iterable[Life], dead: dict[int, date]) -> io.BytesIO:
    """Write the file of these people; ``dead`` gives the day of a death by number of a life."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    for life in lives:
        writer.writerow(_line(life) | {"deces": str(dead.get(life.number, ""))})
    return io.BytesIO(text.getvalue().encode())


def _line(life: Life) -> dict[str, str]:
    person = life.person
    return {
        "matricule": person.matricule,
        "oid": TEST_OID,
        "nom_naissance": person.birth_name,
        "nom_utilise": person.used_name,
        "prenoms": " ".join(person.given_names),
        "sexe": person.sex,
        "date_naissance": str(person.birth_date),
        "lieu_naissance": person.birth_place.code,
        "vitale": person.vitale,
        "parent": life.parent.person.matricule if life.parent else "",
        # One in two is reached by letter.
        "email": person.email if life.number % 2 else "",
        "adresse": person.address,
        "code_postal": person.home.postal_code,
        "commune": person.home.name,
    }
