"""People just enrolled, each with card and code: those who activate, and those who may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from carnet.accounts import actions as accounts
from carnet.accounts.insured import Insured
from carnet.accounts.models import ProvisionalCode
from carnet.base import clock
from carnet.base.database import execute
from carnet.demo.nation.characters import PASSWORD
from carnet.identity import ins

# Three activate: one is looked at on the way, one uses a finger, one the keyboard alone.
LOOKED_AT, BY_HAND, BY_KEYBOARD = "regardee", "doigts", "clavier"
ADULT, CHILD = date(1961, 5, 9), date(2018, 3, 5)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One insured person, and what they will type."""

    insured: Insured
    person_id: int

    @property
    def identifier(self) -> str:
        """The sign-in that this person chooses."""
        return f"colas.{self.insured.email.partition('@')[0]}"

    @property
    def mailbox(self) -> str:
        """Where the stand-in shows this person's e-mails."""
        return f"/demo/courriels/?a={self.insured.email}"


def build() -> dict[str, Newcomer]:
    """Enrol them all; those who may not activate are named by the page where they stop."""
    slugs = (LOOKED_AT, BY_HAND, BY_KEYBOARD, *STOPPED)
    found = {slug: _enrolled(slug, number) for number, slug in enumerate(slugs, 1)}
    accounts.inform_by_email()
    for slug, spoil in STOPPED.items():
        spoil(found[slug].person_id)
    _one_letter()
    return found


def _enrolled(slug: str, number: int) -> Newcomer:
    parent = _insured(slug, number, ADULT)
    lines = [parent]
    if slug == MINOR:  # the parent's line comes with the child's, to one mailbox
        lines.append(_insured(slug, number + 100, CHILD, parent.matricule))
    outcome = list(accounts.enrol(lines))[-1]
    return Newcomer(lines[-1], outcome.person_id)


def _insured(slug: str, number: int, born: date, parent: str = "") -> Insured:
    thirteen = f"2{born:%y%m}49007{number:03}"
    return Insured(
        matricule=f"{thirteen}{ins.key(thirteen):02}", oid=ins.TEST, birth_name="COLAS",
        given_names="ODETTE", sex="F", birth_date=born, birth_place="49007",
        vitale=f"{20_000_000_000 + number}", parent=parent,
        email=f"{slug}@courriel.example", address="4 rue des Tilleuls", postal_code="49000",
        city="ANGERS",
    )  # fmt: skip


def _one_letter() -> None:
    """Somebody without e-mail, so that the page of letters has one."""
    thirteen = f"2{ADULT:%y%m}49007200"
    paper = Insured(
        matricule=f"{thirteen}{ins.key(thirteen):02}", oid=ins.TEST, birth_name="COLAS",
        given_names="ODETTE", sex="F", birth_date=ADULT, birth_place="49007",
        vitale="20000000200", address="4 rue des Tilleuls", postal_code="49000", city="ANGERS",
    )  # fmt: skip
    list(accounts.enrol([paper]))


def _expire(person_id: int) -> None:
    past = clock.now() - timedelta(days=1)
    ProvisionalCode.objects.filter(person_id=person_id).update(expires_at=past)


def _use(person_id: int) -> None:
    ProvisionalCode.objects.filter(person_id=person_id).update(used_at=clock.now())


def _open_account(person_id: int) -> None:
    accounts.open_account(person_id, "compte.colas", PASSWORD, "compte-existant@courriel.example")


def _state(name: str) -> Callable[[int], None]:
    def change(person_id: int) -> None:
        sql = "UPDATE records_record SET state = %s WHERE person_id = %s"
        execute(sql, [name, person_id])

    return change


MINOR, EXPIRED = "mineur", "code-expire"
STOPPED: dict[str, Callable[[int], None]] = {
    EXPIRED: _expire,
    "code-utilise": _use,
    "compte-existant": _open_account,
    MINOR: lambda _person_id: None,
    "opposition": _state("opposed"),
    "suspendu": _state("suspended"),
    "ferme": _state("closed"),
    "suppression": _state("deletion_pending"),
    "supprime": _state("deleted"),
    "deces": _state("deceased"),
}
