"""Stories: what happened to whom, as documents to write."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from carnet.demo.cda.content import Document
from carnet.demo.nation.model import Nation, Person
from carnet.demo.stories import children, chronic, events, prevention
from carnet.demo.stories.named import STORIES
from carnet.demo.stories.teller import Teller

# People whose record takes no document: nothing could be deposited for them.
SILENT = frozenset({"opposed", "not_created"})
ADULT, OLD = 18, 60


def tell(nation: Nation) -> tuple[Document, ...]:
    """All documents of the nation, oldest first: pure, the same for the same seed."""
    documents = [document for person in nation.people for document in story(nation, person)]
    return tuple(sorted(documents, key=lambda document: (document.at, document.key)))


def story(nation: Nation, person: Person) -> list[Document]:
    """The documents of one person."""
    if person.state in SILENT:
        return []
    # A seeded generator of their own: a change in one story leaves the others as they are.
    teller = Teller(nation, person, Random(f"{nation.seed}/{person.matricule}"))  # noqa: S311
    STORIES.get(person.slug, _usual)(teller)
    return teller.documents


def _usual(teller: Teller) -> None:
    if teller.age < ADULT:
        children.everyday(teller)
        return
    prevention.yearly_test(teller)
    prevention.vaccines(teller)
    for happening, chance, youngest, oldest, sex in LIVES:
        suits = youngest <= teller.age <= oldest and sex in {"", teller.person.sex}
        if suits and teller.random.random() < chance:
            happening(teller)


# What may happen to an adult: story, chance, ages, sex.
LIVES: tuple[tuple[Callable[[Teller], None], float, int, int, str], ...] = (
    (prevention.small_things, 0.5, 18, 99, ""),
    (events.back_pain, 0.22, 20, 60, ""),
    (events.ankle_sprain, 0.12, 18, 50, ""),
    (events.appendicitis, 0.05, 18, 60, ""),
    (events.gallbladder, 0.06, 35, 80, ""),
    (children.infection, 0.12, 18, 50, ""),
    (prevention.breast_screening, 0.6, 50, 78, "F"),
    (prevention.colon_screening, 0.4, 50, 78, ""),
    (chronic.hypertension, 0.25, 50, 95, ""),
    (chronic.diabetes, 0.08, 55, 90, ""),
    (chronic.thyroid, 0.1, 35, 85, "F"),
    (chronic.gout, 0.08, 45, 85, "M"),
    (chronic.anaemia, 0.06, 20, 48, "F"),
)
