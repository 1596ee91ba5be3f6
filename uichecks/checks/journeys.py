"""Checks 5, 6 and 7: the journeys, without JavaScript, within their budgets of interface.md 2.3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error

from uichecks import own
from uichecks.checks.entrance import ACTIVATION, SIGN_IN
from uichecks.house import House
from uichecks.visits import ANONYMOUS, PATIENT
from uichecks.walk import Lost, Walk

HOME = "/accueil/"


@dataclass(frozen=True, slots=True)
class Journey:
    """Its number and ceilings, and how to walk it; ``screens`` counts those under ``inside``."""

    number: int
    name: str
    walk: Callable[[Walk, House], None]
    taps: int | None = None
    fields: int = 0
    screens: int | None = None
    visitor: str = PATIENT
    start: str = HOME
    inside: str = "/"


def _activate(walk: Walk, house: House) -> None:
    walk.tap("Activer mon carnet")
    for step in ACTIVATION:
        step.act(walk, house.newcomers[walk.newcomer])
    walk.sees("Bonjour")


def _sign_in(walk: Walk, house: House) -> None:
    walk.tap("Me connecter")
    for step in SIGN_IN:
        step.act(walk, house.newcomers[walk.newcomer])
    walk.sees("Bonjour")


def _read_result(walk: Walk, house: House) -> None:
    newest = house.world.address(house.world.julie, house.world.documents[0])
    walk.follow(walk.page.locator(f"main a[href='{newest}']").first)
    walk.sees("Plus haut que l’habituel")
    walk.sees("n’est pas forcément grave")
    walk.sees("0,95\u00a0g/L")  # what it was before


def _find_old(walk: Walk, _house: House) -> None:
    walk.fill(mots="fatigue")
    walk.tap("Chercher", role="button")
    walk.sees("Fatigue depuis un mois")  # the passage, its word marked
    walk.follow(walk.page.locator("main .item a").first)
    walk.sees("Fatigue depuis un mois")


def _add_by_photo(walk: Walk, _house: House) -> None:
    walk.tap("Ajouter un document")
    with TemporaryDirectory() as folder:
        photo = str(own.photographed(Path(folder)))
        walk.page.get_by_label("Prendre une photo").set_input_files(photo)
        walk.taps += 1
        walk.tap("Continuer", role="button")
    walk.sees("Tout est déjà rempli")
    walk.tap("Ajouter ce document", role="button")
    walk.sees("Votre document est ajouté.")


def _choose_readers(walk: Walk, _house: House) -> None:
    walk.follow(walk.page.locator("main .item a").first)
    walk.tap("Masquer aux soignants", role="button")
    walk.sees("Ce document est masqué aux soignants.")
    walk.sees("Ces personnes peuvent le lire")
    _undo(walk)
    walk.sees("Ce document est de nouveau visible.")


def _see_and_block(walk: Walk, _house: House) -> None:
    walk.tap("Historique")
    walk.sees("Qui a lu ce carnet")
    walk.tap("Bloquer une personne")
    walk.tap("Bloquer", role="button")
    walk.sees("ne peut plus lire ce carnet")
    _undo(walk)
    walk.sees("peut lire ce carnet")


def _who_read(walk: Walk, _house: House) -> None:
    """« Qui a lu mon bilan, et de quel droit ? »: one tap from home."""
    walk.follow(walk.page.locator("main a.over").first)
    walk.sees("autorisé par vous")
    walk.sees("a lu")


def _see_and_report(walk: Walk, _house: House) -> None:
    walk.tap("Historique")
    walk.tap("Ce n’est pas normal")
    walk.tap("Envoyer le signalement", role="button")
    walk.sees("est parti")


def _emergency(walk: Walk, _house: House) -> None:
    walk.tap("Accès")
    walk.tap("Accès en urgence")
    walk.sees("Qui est entré en urgence")


def _undo(walk: Walk) -> None:
    walk.undo(walk.page.get_by_role("button", name="Annuler"))


def _switch(walk: Walk, _house: House) -> None:
    walk.follow(walk.page.locator(".profile"))
    walk.tap("Ouvrir ce carnet", role="button")
    walk.sees("Vous êtes dans le carnet de")


WALKED = (
    Journey(1, "activate alone", _activate, fields=8, screens=5, visitor=ANONYMOUS, start="/",
            inside="/activer/"),
    Journey(1, "sign in again", _sign_in, fields=3, screens=2, visitor=ANONYMOUS, start="/",
            inside="/connexion/"),
    Journey(3, "read a new result", _read_result, taps=1),
    Journey(4, "find an old document", _find_old, taps=2, fields=1),
    Journey(5, "add a paper document by photo", _add_by_photo, taps=4),
    Journey(6, "choose who can read a document", _choose_readers, taps=2),
    Journey(7, "see who read, and block", _see_and_block, taps=3),
    Journey(7, "who read my blood test, and why", _who_read, taps=1),
    Journey(7, "see who read, and report", _see_and_report, taps=3),
    Journey(8, "settings of emergency access", _emergency, taps=2),
    Journey(9, "switch to a child's record", _switch, taps=2),
)  # fmt: skip


def walked(journey: Journey, walk: Walk, house: House) -> tuple[list[str], list[str]]:
    """Walk it; return what stopped it, and what went beyond its budget."""
    try:
        walk.page.goto(journey.start)
        journey.walk(walk, house)
    except (Error, Lost, LookupError) as stop:
        where = walk.screens[-1:]
        return [f"{where}: {str(stop).splitlines()[0][:160]}"], ["not walked to its end"]
    screens = len([path for path in walk.screens if path.startswith(journey.inside)])
    budget = (
        ("taps", walk.taps, journey.taps),
        ("fields", walk.fields, journey.fields),
        ("screens", screens, journey.screens),
    )
    return [], [f"{n} {name} > {most}" for name, n, most in budget if most is not None and n > most]
