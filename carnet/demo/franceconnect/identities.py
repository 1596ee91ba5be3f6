"""The identities that the stand-in vouches for: the named people, and one whom nobody knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from carnet.base import ids
from carnet.demo.guide import named
from carnet.demo.nation.model import Person, Place

FRANCE = "99100"
UNKNOWN = Person(
    matricule="", birth_name="Inconnu", used_name="", given_names=("Camille", "Dominique"),
    sex="F", birth_date=date(1984, 2, 29), birth_place=Place("75056", "Paris"), address="",
    home=Place("75056", "Paris"), email="camille@courriel.example", mobile="", vitale="",
    slug="inconnu", shows="Personne que le carnet ne connaît pas.",
)  # fmt: skip


def choices() -> list[Person]:
    """Who may be chosen on the page of the stand-in."""
    return [*named(), UNKNOWN]


def chosen(slug: str) -> Person | None:
    """The person of this slug, None when nobody bears it."""
    return next((person for person in choices() if person.slug == slug), None)


def subject(person: Person) -> str:
    """The stand-in's opaque name for a person, as FranceConnect writes them."""
    return ids.blind("franceconnect-demo", person.slug).hex() + "v1"


def claims(person: Person) -> dict[str, Any]:
    """The pivot identity as FranceConnect passes it; ``birthplace`` is empty for those born abroad.

    The demonstration's own place names tell which: countries of the COG begin with 99.
    """
    place = person.birth_place.code
    abroad = place.startswith("99")
    return {
        "sub": subject(person),
        "family_name": person.birth_name.upper(),
        "given_name": " ".join(person.given_names),
        "preferred_username": person.used_name.upper(),
        "gender": {"F": "female", "M": "male"}[person.sex],
        "birthdate": person.birth_date.isoformat(),
        "birthplace": "" if abroad else place,
        "birthcountry": place if abroad else FRANCE,
        "email": person.email or f"{person.slug}@courriel.example",
    }
