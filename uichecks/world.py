"""A small world to look at: a mother, her two children, a stranger, and those who care for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions as accounts
from carnet.base import outbox
from carnet.base.ids import Kind, Pointer, conceal
from carnet.contents import merging
from carnet.contents.plain import LOINC
from carnet.contents.reading import read_waiting
from carnet.contents.series import Series
from carnet.demo import cda, nation
from carnet.demo.cda.content import Document
from carnet.demo.nation.model import Nation, Person, Professional
from carnet.demo.stories import medicines
from carnet.demo.stories.teller import Teller, part
from carnet.formats.cda import metadata
from carnet.formats.cda.values_model import Value
from carnet.identity import directory, people
from carnet.nomenclature import terms  # noqa: F401 - loads the tables once
from carnet.records import actions as records
from carnet.records import door, results
from carnet.records.cda import new_document
from carnet.records.incoming import Deposit
from carnet.sharing import actions as sharing

PASSWORD = nation.characters.PASSWORD
DOCUMENTED = ("julie", "zoe", "laura")
FERRITIN = "2276-4"
TEST_OID = "1.2.250.1.213.1.4.10"


@dataclass(frozen=True, slots=True)
class World:
    """Who is there, by number; ``documents`` are the entries of Julie, newest first."""

    julie: int
    zoe: int
    theo: int  # attached to Julie, who has not answered yet
    laura: int
    empty: int
    doctor: int
    stranger: int
    pharmacist: int
    documents: tuple[int, ...]
    zoe_documents: tuple[int, ...]
    laura_documents: tuple[int, ...]

    def address(self, person_id: int, entry_no: int) -> str:
        """The address of one document."""
        return f"/documents/{conceal(Pointer(Kind.ENTRY, person_id, entry_no))}/"

    def analysis(self, person_id: int, code: str) -> str:
        """The address of the results of one analysis, by its LOINC code."""
        identity = merging.identity(Value("result", "", code, LOINC))
        return f"/resultats/{results.key(person_id, Series('result', identity, '', '', ()))}/"

    def family(self, person_id: int) -> str:
        """Where the pages of one child of Julie begin."""
        return f"/famille/{conceal(Pointer(Kind.PERSON, person_id))}/"


def build() -> World:
    """Write the world into the database through the actions of each room."""
    imagined = nation.build()
    seats = {key: _professional(one) for key, one in imagined.directory.professionals.items()}
    named = {slug: imagined.named(slug) for slug in ("julie", "zoe", "theo", "laura", "david")}
    ids = {slug: _person(person) for slug, person in named.items()}
    for slug in ("julie", "laura", "david"):
        accounts.open_account(ids[slug], f"demo-{slug}", PASSWORD, f"{slug}@courriel.example")
    records.create_record(ids["zoe"], "active")
    majority = named["zoe"].birth_date.replace(year=named["zoe"].birth_date.year + 18)
    sharing.declare_representative(ids["zoe"], ids["julie"], until=majority, certified=True)
    records.create_record(ids["theo"], "not_created")
    sharing.declare_representative(ids["theo"], ids["julie"], until=date(2029, 5, 30))
    sharing.declare_treating_doctor(ids["julie"], seats["gp1"], date(2020, 1, 6))
    entries = {slug: _deposit(imagined, named[slug], ids[slug]) for slug in DOCUMENTED}
    _read_by(ids["julie"], imagined.directory["gp1"], seats["gp1"])
    _read_by(ids["julie"], imagined.directory["cardiologist"], seats["cardiologist"])
    outbox.drain(1000)
    read()
    return World(
        julie=ids["julie"], zoe=ids["zoe"], theo=ids["theo"], laura=ids["laura"],
        empty=ids["david"],
        doctor=seats["gp1"], stranger=seats["physio"], pharmacist=seats["pharmacist1"],
        documents=entries["julie"], zoe_documents=entries["zoe"], laura_documents=entries["laura"],
    )  # fmt: skip


def read() -> None:
    """Read the documents that wait, as the worker does."""
    while read_waiting():
        pass


def _professional(one: Professional) -> int:
    place = one.organization
    organization_id = directory.add_organization(
        place.finess, place.name, place.sector, address=place.address,
        postal_code=place.postal_code, city=place.city, phone=place.phone,
    )  # fmt: skip
    return directory.add_professional(
        one.rpps, one.family_name, one.given_name, one.profession, specialty=one.specialty,
        title=one.title, organization_id=organization_id,
    )  # fmt: skip


def _person(person: Person) -> int:
    traits = people.Traits(
        oid=TEST_OID,
        matricule=person.matricule,
        birth_name=person.birth_name,
        used_name=person.used_name,
        given_names=" ".join(person.given_names),
        sex=person.sex,
        birth_date=person.birth_date,
        birth_place=person.birth_place.code,
    )
    return people.add_person(traits, vitale=person.vitale)


def _deposit(imagined: Nation, person: Person, person_id: int) -> tuple[int, ...]:
    """Deposit what was told of one person, as the laboratory's software would."""
    numbers: list[int] = []
    for document in _told(imagined, person):
        data = cda.write(document)
        new = new_document(data, metadata.read(data))
        professional = directory.professional_by_rpps(document.author.rpps)
        author = professional.professional_id if professional else 0
        actor = Actor(ActorKind.PROFESSIONAL, author, profession=document.author.profession)
        lot = Deposit(person_id, actor, (new,), unique_id=f"2.25.{len(numbers)}{person_id}")
        numbers += records.deposit(lot).entries
    return tuple(reversed(numbers))


def _told(imagined: Nation, person: Person) -> list[Document]:
    tell = Teller(imagined, person, Random(person.matricule))
    today = imagined.today
    for months in range(30, 6, -4):
        tell.prescribe(today - timedelta(days=30 * months), medicines.drugs("ramipril"))
    tell.measure(today - timedelta(days=400), "Bilan sanguin", {"glucose": 0.95, "ferritin": 40.0})
    tell.letter(
        "consultation", today - timedelta(days=90), tell.doctor, "Consultation de suivi",
        part("Motif", "Fatigue depuis un mois."), part("Conclusion", "Repos. Bilan sanguin."),
    )  # fmt: skip
    tell.measure(today - timedelta(days=3), "Bilan sanguin", {"glucose": 1.12, "ferritin": 9.0})
    return sorted(tell.documents, key=lambda document: document.at)


def _read_by(person_id: int, one: Professional, professional_id: int) -> None:
    """A professional notes the person's agreement, then looks at the record."""
    known = directory.professional(professional_id)
    organization_id = (known.organization_id if known else None) or 0
    actor = Actor(
        ActorKind.PROFESSIONAL, professional_id, organization_id, one.profession, one.specialty,
        software="Médilog",
    )  # fmt: skip
    sharing.record_consent(person_id, actor, professional_id=professional_id)
    record = door.open(person_id, actor)
    page = record.timeline(limit=2)
    for entry in page.entries:
        record.read(entry.entry_no)
