"""The way in, screen by screen: activation, then signing in; each dead end reached for real."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from carnet.accounts import codes
from carnet.demo.nation.characters import PASSWORD
from uichecks.newcomers import EXPIRED, Newcomer
from uichecks.walk import Walk

PROVISIONAL = re.compile(rf"[{codes.ALPHABET}]{{5}}-[{codes.ALPHABET}]{{5}}")
ONE_TIME = re.compile(r"\b(\d{3})[ \u00a0\u202f](\d{3})\b")


def mailed(walk: Walk, person: Newcomer, form: re.Pattern[str]) -> str:
    """The newest code of this form in the mailbox of the demonstration."""
    mailbox = walk.page.context.new_page()
    mailbox.goto(person.mailbox)
    found = form.search(mailbox.inner_text("main"))
    mailbox.close()
    if found is None:
        raise LookupError(f"no code in {person.mailbox}")
    return found[0]


def prove(walk: Walk, person: Newcomer) -> None:
    """Card, birth date and code, typed as people do."""
    number, born = person.insured.matricule, person.insured.birth_date
    walk.fill(
        matricule=f"{number[0]} {number[1:3]} {number[3:5]} {number[5:]}",
        vitale=person.insured.vitale,
        birth_date_0=f"{born.day}", birth_date_1=f"{born.month}", birth_date_2=f"{born.year}",
        code=mailed(walk, person, PROVISIONAL).lower(),
    )  # fmt: skip
    walk.send()


def _choose(walk: Walk, person: Newcomer) -> None:
    walk.fill(identifier=person.identifier, password=PASSWORD)
    walk.send()


def _address(walk: Walk, person: Newcomer) -> None:
    walk.fill(contact=person.insured.email)
    walk.send()


def _confirm(walk: Walk, person: Newcomer) -> None:
    walk.fill(code=mailed(walk, person, ONE_TIME))
    walk.send()


def _accept(walk: Walk, _person: Newcomer) -> None:
    walk.tap("J’accepte", role="button")
    walk.sees("Votre carnet est activé.")
    walk.tap("Plus tard")


@dataclass(frozen=True, slots=True)
class Step:
    """One screen, and what leads to the next one."""

    route: str
    path: str
    act: Callable[[Walk, Newcomer], None]


ACTIVATION = (
    Step("activation", "/activer/", prove),
    Step("activation_sign_in", "/activer/identifiant/", _choose),
    Step("activation_contact", "/activer/contact/", _address),
    Step("activation_code", "/activer/code/", _confirm),
    Step("activation_terms", "/activer/conditions/", _accept),
)
SIGN_IN = (
    Step("sign_in", "/connexion/", _choose),
    Step("sign_in_code", "/connexion/code/", _confirm),
)


def stopped(walk: Walk, person: Newcomer, reason: str) -> list[str]:
    """Type a whole proof that leads to this dead end; from an old code, on to a new one."""
    walk.page.goto("/activer/")
    prove(walk, person)
    found = _at(walk, reason)
    if reason == EXPIRED and not found:
        old = mailed(walk, person, PROVISIONAL)
        walk.tap("Recevoir un nouveau code")
        walk.tap("Par e-mail", role="button")
        found = _at(walk, "code-envoye")
        found += ["no new code came"] if mailed(walk, person, PROVISIONAL) == old else []
    return found


def _at(walk: Walk, reason: str) -> list[str]:
    where = walk.screens[-1]
    return [] if where == f"/activer/arret/{reason}/" else [f"arrived at {where}"]
