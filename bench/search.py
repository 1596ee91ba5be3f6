"""Search in a record of 1,000 documents: words that are there, and words with a typing error.

Each document says as many distinct words as the median one of those that the ANS publishes (210):
what the demonstration nation tells, and displays of the coded terms. The floor sends the SQL of one
search and of its event in one transaction, whose COMMIT reaches the disk, by plain psycopg. Each
way keeps its thread and its connection, as servers do.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from bench import people, recorded
from bench.result import Result
from bench.timeline import Lane
from carnet.access.facts import Actor, ActorKind
from carnet.contents import waiting, words
from carnet.contents.waiting import Read
from carnet.demo import cda, nation
from carnet.demo.stories import tell
from carnet.formats.cda import metadata
from carnet.formats.words import words as read
from carnet.nomenclature import tables
from carnet.records import actions, door, finding
from carnet.records.cda import new_document
from carnet.records.incoming import Deposit
from carnet.vault.personal import Box

DOCUMENTS, DISTINCT = 1000, 210
ROUNDS = 60  # a turn each in a round
PERSON = 2000  # number of the insured person
WRITTEN = ("ferritine", "hémoglobine glyquée", "bilan sanguin", "ordonnance 2025", "12,5", "radio")
MISSPELT = ("feritine", "hémoglobinne", "cholestérole ldll", "ordonance", "vaxcin", "ramipryl")


def measure() -> list[Result]:
    """Measure in turns, so that the noise of the machine hits all of them."""
    person_id = _fill()
    ways = (_asking(person_id, WRITTEN), _asking(person_id, MISSPELT), _floor(person_id))
    lanes = [Lane(way) for way in ways]
    for number in range(ROUNDS):
        for lane in lanes[number % 3 :] + lanes[: number % 3]:
            lane.turn()
    for lane in lanes:
        lane.close()
    floor = lanes[-1].result("", 0)
    names = ("words that are there", "words with a typing error")
    found = [
        lane.result(f"search among {DOCUMENTS} documents, {name}", floor.rate)
        for lane, name in zip(lanes, names, strict=False)
    ]
    return [*found, replace(floor, name="its SQL alone, the fsync of its event included")]


def _asking(person_id: int, questions: tuple[str, ...]) -> Callable[[], None]:
    turn = itertools.cycle(questions)
    holder = Actor(ActorKind.PERSON, person_id)

    def ask() -> None:
        found = finding.search(door.open(person_id, holder), next(turn))
        assert found.total
        assert found.understood is (questions is MISSPELT)

    return ask


def _floor(person_id: int) -> Callable[[], None]:
    holder = Actor(ActorKind.PERSON, person_id)
    with recorded.recording() as seen:
        finding.search(door.open(person_id, holder), WRITTEN[0])
    first = next(n for n, (sql, _) in enumerate(seen) if "r.words" in sql)
    bare = recorded.bare_connection()

    def fetch() -> None:
        with bare.transaction(), bare.cursor(binary=True) as cursor:
            for statement in seen[first:]:
                cursor.execute(statement[0], recorded.rewritten(statement, {}))
                assert not cursor.description or cursor.fetchall()

    return fetch


def _fill() -> int:
    person_id = people.enrol(people.insured(PERSON))
    texts = dict(_deposited(person_id))
    box = Box(person_id)
    for claim in waiting.claim(person_id, list(texts)):
        number, text = claim.entry_no, texts[claim.entry_no]
        packed = box.seal(words.pack(text), words.bound("words", number))
        kept = box.seal(words.pack_text(text), words.bound("text", number))
        waiting.keep([Read(claim, packed, kept)], 1)
    with recorded.bare_connection() as bare:
        bare.execute("VACUUM ANALYZE contents_reading, records_entry")
    return person_id


def _deposited(person_id: int) -> Iterator[tuple[int, str]]:
    """Deposit what the nation tells of many people, as of one; the text of each."""
    source = Actor(ActorKind.ORGANIZATION, organization_id=people.carers().laboratory)
    random, displays = Random(1), sorted(tables.displays().values())
    for number, told in enumerate(tell(nation.build())[:DOCUMENTS]):
        data = cda.write(told)
        new = replace(new_document(data, metadata.read(data)), unique_id=f"2.25.9.{number}")
        lot = Deposit(person_id, source, (new,), unique_id=f"2.25.8.{number}")
        yield actions.deposit(lot).entries[0], _filled(read(data).text, displays, random)


def _filled(text: str, displays: list[str], random: Random) -> str:
    while len(set(words.words(text))) < DISTINCT:
        text += "\n" + random.choice(displays)
    return text
