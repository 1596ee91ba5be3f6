"""A small world for the tests of accounts: a mother, her child, and what they received."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.core import mail

from carnet.accounts import actions, codes
from carnet.accounts.insured import Insured
from carnet.accounts.proof import Proof
from carnet.base.database import rows
from carnet.identity import ins, people
from carnet.sharing import actions as sharing

ADDRESS = "192.0.2.1"
PASSWORD = "Cerise-42x"


def matricule(thirteen: str) -> str:
    """Thirteen characters with their key."""
    return f"{thirteen}{ins.key(thirteen):02}"


MOTHER = Insured(
    number=2,
    matricule=matricule("2850814168025"),
    oid=ins.TEST,
    birth_name="DESMAUX",
    given_names="NATHALIE MARIE",
    sex="F",
    birth_date=date(1985, 8, 14),
    birth_place="14168",
    vitale="20123456789",
    email="nathalie@example.org",
    address="12 rue des Lilas",
    postal_code="75012",
    city="PARIS",
)
CHILD = Insured(
    number=3,
    matricule=matricule("1180375112001"),
    oid=ins.TEST,
    birth_name="DESMAUX",
    given_names="JULES",
    sex="M",
    birth_date=date(2018, 3, 5),
    birth_place="75112",
    parent=MOTHER.matricule,
)


def enrol(*people: Insured) -> list[actions.Outcome]:
    """Enrol these people; those who have an e-mail get their information."""
    outcomes = list(actions.enrol(people))
    actions.inform_by_email()
    return outcomes


def certified(child: actions.Outcome) -> int:
    """The mother certifies that she represents her child; return the child's person_id."""
    mother_id = people.find_by_matricule(MOTHER.matricule)
    assert mother_id is not None
    sharing.certify(child.person_id, mother_id)
    return child.person_id


def code(message: int = -1) -> str:
    """The provisional code of an e-mail that was sent, the last one unless told."""
    group = f"[{codes.ALPHABET}]{{5}}"
    found = re.search(f"{group}-{group}", str(mail.outbox[message].body))
    assert found, mail.outbox[message].body
    return codes.normalise(found.group())


def digits() -> str:
    """The one-time code of the last e-mail."""
    found = re.search(r"\d{3} \d{3}", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found.group()


def mother() -> tuple[int, Proof]:
    """Enrol the mother; return her person_id and the proof that she can give."""
    [outcome] = enrol(MOTHER)
    proof = Proof(MOTHER.matricule, MOTHER.vitale, MOTHER.birth_date, code())
    return outcome.person_id, proof


def account(identifier: str = "nathalie.d", **changes: Any) -> tuple[int, int]:
    """Enrol the mother and open her account; return her person_id and account id."""
    [outcome] = enrol(replace(MOTHER, **changes))
    opened = actions.open_account(outcome.person_id, identifier, PASSWORD, MOTHER.email)
    return outcome.person_id, opened


def events(person_id: int) -> list[int]:
    """The kinds of the events of a person, oldest first."""
    found = rows("SELECT kind FROM journal_event WHERE person_id = %s ORDER BY at", [person_id])
    return [int(kind) for (kind,) in found]


def details(person_id: int) -> list[str]:
    """What the events of a person say more, oldest first."""
    found = rows("SELECT detail FROM journal_event WHERE person_id = %s ORDER BY at", [person_id])
    return [str(detail) for (detail,) in found]
