"""Loads the nation into the running database through the actions of each room."""

from __future__ import annotations

from datetime import timedelta

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.models import Outbox
from carnet.demo import caregiving, desk, families, majority, settle, workers
from carnet.demo.models import Loaded
from carnet.demo.nation import build
from carnet.demo.nation.model import Nation, Person
from carnet.demo.progress import Progress, bar
from carnet.demo.settle import House
from carnet.demo.stories import tell
from carnet.demo.stories.teller import moment
from carnet.records import actions as records

# What was deposited longer ago is old news: its notices are not sent again.
NEWS = timedelta(days=14)
INFORMED = 6  # unnamed people whose letters wait under /demo/


def load(progress: Progress = bar, nation: Nation | None = None) -> dict[str, int]:
    """Load the nation once; a second call does nothing. Return how many of each were loaded.

    A load that was cut goes on where it stopped: every step may be done again.
    """
    nation = nation or build()
    done = Loaded.objects.filter(seed=nation.seed).first()
    if done is not None:
        return dict(done.counts)
    counts = _load(nation, progress)
    Loaded.objects.create(seed=nation.seed, at=clock.now(), counts=counts)
    return counts


def _load(nation: Nation, progress: Progress) -> dict[str, int]:
    house = _people(nation, progress)
    documents = _documents(nation, house, progress)
    progress("Droits, comptes et logiciels", 0, 1)
    signed = _rights(nation, house)
    progress("Droits, comptes et logiciels", 1, 1)
    return {
        "people": len(house.people),
        "professionals": len(house.professionals),
        "organizations": len(house.organizations),
        "documents": documents,
        "sign_ins": signed,
    }


def _people(nation: Nation, progress: Progress) -> House:
    organizations, professionals = settle.list_directory(nation)
    people: dict[str, int] = {}
    for number, person in enumerate(nation.people, start=1):
        people[person.matricule] = settle.add(person)
        progress("Personnes", number, len(nation.people))
    return House(people, professionals, organizations)


def _documents(nation: Nation, house: House, progress: Progress) -> int:
    # Another nation than the usual one exists in this process only (tests).
    processes = workers.count() if nation == build() else 1
    done, total = 0, len(tell(nation))
    for deposited in workers.deposited(nation, house, processes):
        done += deposited
        progress("Documents", done, total)
    _forget_old_news(nation)
    return done


def _forget_old_news(nation: Nation) -> None:
    before = moment(nation.today, 0) - NEWS
    Outbox.objects.filter(at__lt=before).delete()


def _rights(nation: Nation, house: House) -> int:
    settle.relate(nation, house)
    _forget_old_news(nation)
    settle.block(house, nation.named("laura"), nation.directory["physio"])
    settle.hide_category(house, nation.named("david"), "CERT_MED")
    settle.enter_in_emergency(house, nation.named("laura"), nation.directory["emergency"])
    signed = settle.sign_in(house, nation.people)
    families.settle(nation, house)
    caregiving.settle(nation, house)
    majority.settle(nation, house)
    settle.register_software(nation, house)
    desk.settle()
    for person in _to_inform(nation):
        settle.inform(house, person)
    for person in nation.people:
        if person.state == "closed":
            _close(house.people[person.matricule])
    return signed


def _to_inform(nation: Nation) -> list[Person]:
    adults = [p for p in nation.people if p.state == "created" and p.vitale and not p.slug]
    grown = [p for p in adults if p.birth_date < nation.today - timedelta(days=365 * 30)]
    return [nation.named("paul"), *grown[:INFORMED]]


def _close(number: int) -> None:
    actor = Actor(ActorKind.PERSON, number)
    records.close_now(number, actor)
