"""What the nation is made of: frozen facts, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carnet.demo.nation.displays import profession

TEST_OID = "1.2.250.1.213.1.4.10"  # INS-NIR of test (FR Core)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune (or a country, code 99…) of the Code officiel géographique."""

    code: str
    name: str
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """A care structure: FINESS, sector (TRE_R02) and address."""

    finess: str
    name: str
    sector: str
    kind: str  # laboratory, hospital, practice, pharmacy, ehpad, radiology, samu, …
    address: str
    postal_code: str
    city: str
    phone: str


@dataclass(frozen=True, slots=True)
class Professional:
    """A health professional: RPPS, profession (TRE_G15), specialty (TRE_R38) and practice."""

    rpps: str
    family_name: str
    given_name: str
    title: str
    profession: str
    specialty: str
    organization: Organization

    @property
    def email(self) -> str:
        """Where the demonstration writes to them: nothing leaves."""
        return f"{self.rpps}@cabinet.example"

    @property
    def full_name(self) -> str:
        """« Dr Hélène Charrier »."""
        return f"{self.title.title()} {self.given_name} {self.family_name}".strip()

    @property
    def code(self) -> str:
        """The code of JDV_J01: the profession, with its specialty for a doctor."""
        return self.profession + (f"/{self.specialty}" if self.specialty else "")

    @property
    def display(self) -> str:
        """What they do, in words."""
        return profession(self.code).removeprefix("Médecin - ").removesuffix(" (SM)")


@dataclass(frozen=True, slots=True)
class SignIn:
    """A ready account of the demonstration, and what it shows."""

    identifier: str
    password: str
    email: str


@dataclass(frozen=True, slots=True)
class Person:
    """An insured person of the demonstration (INS traits, contact, card)."""

    matricule: str  # 15 characters, key included
    birth_name: str
    used_name: str
    given_names: tuple[str, ...]
    sex: str  # F, M
    birth_date: date
    birth_place: Place
    address: str
    home: Place
    email: str
    mobile: str
    vitale: str  # serial number of the card, empty for a child without one
    state: str = "created"  # carnet.records.models.State
    doctor: Professional | None = None  # médecin traitant
    slug: str = ""  # of the named people
    shows: str = ""  # what the demonstration shows with this person (French)
    sign_in: SignIn | None = None
    code: str = ""  # provisional code of the person's letter

    @property
    def first_name(self) -> str:
        """The first of the given names."""
        return self.given_names[0]

    @property
    def name(self) -> str:
        """The name that people use."""
        return f"{self.first_name} {self.used_name or self.birth_name}"


@dataclass(frozen=True, slots=True)
class Directory:
    """Professionals by the key that stories use, organisations by number."""

    professionals: dict[str, Professional]
    organizations: dict[str, Organization]

    def __getitem__(self, key: str) -> Professional:
        return self.professionals[key]


@dataclass(frozen=True, slots=True)
class Nation:
    """Everything, by stable order."""

    seed: int
    today: date
    people: tuple[Person, ...]
    directory: Directory
    representatives: tuple[tuple[Person, Person, int], ...] = ()  # child, parent, rank
    grown: tuple[tuple[Person, Person], ...] = ()  # of age a short while ago, and the parent

    @property
    def professionals(self) -> tuple[Professional, ...]:
        """The forty professionals."""
        return tuple(self.directory.professionals.values())

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """The twelve organisations."""
        return tuple(self.directory.organizations.values())

    def named(self, slug: str) -> Person:
        """The named person of this slug; KeyError when nobody bears it."""
        found = [person for person in self.people if slug and person.slug == slug]
        if not found:
            raise KeyError(slug)
        return found[0]
