"""The named people: each shows something, most have a sign-in ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from carnet.demo.nation import tables
from carnet.demo.nation.model import Person, SignIn
from carnet.demo.nation.registry import Household, Registry

PASSWORD = "Carnet-Demo-26"  # noqa: S105 - the same for all, printed on the page of addresses


def register(registry: Registry) -> None:
    """Register all named people, before anybody drawn at random."""
    for family in FAMILIES:
        family(_Narrator(registry))


class _Narrator:
    """Shortens the telling: one call a person."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def home(self, name: str, place: str = "49007", doctor: str = "gp1") -> Household:
        return self.registry.household(name, place, doctor)

    def person(self, home: Household, slug: str, names: str, born: date, **more: Any) -> Person:
        """``names``: sex, then given names, as « F Julie Anne »; ``signs`` gives a sign-in."""
        sex, *given = names.split()
        cog = more.pop("place", "")
        if cog:
            more["birth_place"] = tables.place(cog)
        if more.pop("signs", False):
            more["state"] = "active"
            more["email"] = f"{slug}@courriel.example"
            more["sign_in"] = SignIn(f"demo-{slug}", PASSWORD, more["email"])
        return self.registry.add(home, sex, born, slug=slug, given_names=tuple(given), **more)


def _diabetic(tell: _Narrator) -> None:
    tell.person(
        tell.home("Lefèvre"), "monique", "F Monique Jeanne Yvonne", date(1958, 4, 17), signs=True,
        place="49007", birth_name="Girard", used_name="Lefèvre",
        shows="Diabète de type 2 suivi depuis 2016 : dix ans d'HbA1c, ordonnances, fond d'œil, "
              "synthèse du médecin traitant.",
    )  # fmt: skip


def _parents(tell: _Narrator) -> None:
    home = tell.home("Marchand")
    julie = tell.person(
        home, "julie", "F Julie Claire", date(1984, 9, 3), signs=True, place="35238",
        birth_name="Renaud", used_name="Marchand",
        shows="Parent de deux enfants : Zoé, 8 ans, asthmatique, et Théo, 15 ans, adolescent.",
    )  # fmt: skip
    mathieu = tell.person(home, "mathieu", "M Mathieu Paul", date(1982, 1, 22), place="44109")
    theo = tell.person(
        home, "theo", "M Théo Jules", date(2011, 5, 30), place="49007",
        shows="Adolescent de 15 ans : son carnet est lu par sa mère (compte demo-julie).",
    )  # fmt: skip
    zoe = tell.person(
        home, "zoe", "F Zoé Louise", date(2018, 2, 11), place="49007",
        shows="Enfant asthmatique de 8 ans : vaccinations, croissance, urgences.",
    )  # fmt: skip
    for child in (theo, zoe):
        tell.registry.represent(child, julie, mathieu)


def _separated(tell: _Narrator) -> None:
    antoine = tell.person(
        tell.home("Roussel", "49099", "gp2"), "antoine", "M Antoine Luc", date(1981, 11, 8),
        signs=True, place="72181",
        shows="Parents séparés : Lucas, 10 ans, est rattaché à sa mère ; son père le représente "
              "aussi.",
    )  # fmt: skip
    home = tell.home("Barbier", "49015", "gp2")
    celine = tell.person(
        home, "celine", "F Céline Marie", date(1983, 6, 19), signs=True, place="53130",
        shows="Parents séparés, l'autre compte : sa mère voit le même carnet de Lucas.",
    )  # fmt: skip
    lucas = tell.person(
        home, "lucas", "M Lucas Antoine", date(2016, 3, 4), place="49007", birth_name="Roussel",
        shows="Enfant de parents séparés : fracture du poignet en 2025.",
    )  # fmt: skip
    tell.registry.represent(lucas, celine, antoine)


def _old_couple(tell: _Narrator) -> None:
    home = tell.home("Boyer", "49246", "gp4")
    tell.person(
        home, "henri", "M Henri Lucien", date(1939, 12, 5), signs=True, place="29019",
        shows="86 ans, insuffisance cardiaque, fracture du col du fémur, retour en EHPAD avec "
              "fiche de liaison. Il propose à sa fille d'être son aidante.",
    )  # fmt: skip
    tell.person(
        home, "yvette", "F Yvette Simone", date(1942, 7, 28), signs=True, place="49246",
        birth_name="Meunier", used_name="Boyer",
        shows="84 ans, fibrillation atriale sous anticoagulant, suivi de l'INR ; l'épouse d'Henri. "
              "Sa fille Martine est son aidante.",
    )  # fmt: skip
    tell.person(
        tell.home("Boyer", "49353", "gp1"), "martine", "F Martine Yvette", date(1966, 2, 9),
        signs=True, place="49246", birth_name="Boyer", used_name="Dumont",
        shows="Aidante de sa mère Yvette, dont elle ouvre le carnet ; la proposition de son père "
              "Henri attend sa réponse. Dépistages du sein et du côlon.",
    )  # fmt: skip


def _twins(tell: _Narrator) -> None:
    home = tell.home("Benamar", "49353", "gp5")
    sarah = tell.person(
        home, "sarah", "F Sarah Leïla", date(1993, 10, 14), signs=True, place="13205",
        shows="Mère de jumeaux nés le 12 mars 2025 : grossesse, accouchement, vaccins des bébés. "
              "Le carnet d'Inès est activé ; celui d'Adam attend son code, dans « Ma famille ».",
    )  # fmt: skip
    ines = tell.person(
        home, "ines", "F Inès Nour", date(2025, 3, 12), place="49353", code="T9WHC-PA3KE",
        shows="Jumelle d'Adam : vaccins et mesures du nourrisson. Son code a servi.",
    )  # fmt: skip
    adam = tell.person(
        home, "adam", "M Adam Ilyès", date(2025, 3, 12), place="49353", code="C4XRM-JN7YD",
        shows="Jumeau d'Inès : même date de naissance, mais son propre code.",
    )  # fmt: skip
    for twin in (ines, adam):
        tell.registry.represent(twin, sarah)


def _before_and_after(tell: _Narrator) -> None:
    tell.person(
        tell.home("Garnier"), "paul", "M Paul Émile", date(1975, 5, 21), place="37261",
        code="K7MPA-4RXTC",
        shows="Pas encore activé : sa lettre et son code servent à essayer l'activation.",
    )  # fmt: skip
    tell.person(
        tell.home("Perrin", "49328", "gp3"), "nadine", "F Nadine Rose", date(1961, 8, 2),
        place="49328", state="opposed", shows="S'est opposée à la création de son carnet.",
    )  # fmt: skip
    tell.person(
        tell.home("Colin", "49328", "gp3"), "gilles", "M Gilles Alain", date(1954, 3, 13),
        place="86194", state="closed", shows="Carnet clôturé : archivé, ni lu ni alimenté.",
    )  # fmt: skip


def _rights(tell: _Narrator) -> None:
    tell.person(
        tell.home("Vidal"), "claire", "F Claire Hélène", date(1990, 1, 30), signs=True,
        place="31555", shows="Vient de recevoir un résultat : anémie, notification « nouveau ».",
    )  # fmt: skip
    tell.person(
        tell.home("Aubert", "49020", "gp2"), "david", "M David Simon", date(1987, 7, 7),
        signs=True, place="67482",
        shows="A masqué un document : les professionnels ne le voient pas, ni dans les totaux. "
              "A masqué aussi ses certificats médicaux, ceux à venir compris. "
              "Sarah Benamar l'invite à être le deuxième représentant légal d'Inès.",
    )  # fmt: skip
    tell.person(
        tell.home("Caron", "49020", "gp2"), "laura", "F Laura Inès", date(1995, 12, 18),
        signs=True, place="59350",
        shows="A bloqué un professionnel (M. Grégory Hervé, masseur-kinésithérapeute).",
    )  # fmt: skip


def _elsewhere(tell: _Narrator) -> None:
    tell.person(
        tell.home("Santoni", "49007", "gp4"), "ange", "M Ange Toussaint", date(1979, 10, 25),
        signs=True, place="2A004", shows="NIR corse (2A) : hypertension, acide urique, entorse.",
    )  # fmt: skip
    home = tell.home("Ferreira", "49246", "gp5")
    maria = tell.person(
        home, "maria", "F Maria Fernanda", date(1994, 6, 6), signs=True, place="99139",
        shows="Née au Portugal : grossesse et accouchement ; son nouveau-né n'a pas encore de "
              "carnet.",
    )  # fmt: skip
    baby = tell.person(
        home, "tiago", "M Tiago Manuel", date(2026, 11, 2), place="49353", state="not_created",
        code="W3FKT-9HXCP",
        shows="Nouveau-né : carnet pas encore créé (délai d'opposition) ; sa mère choisit dans "
              "« Ma famille ».",
    )  # fmt: skip
    tell.registry.represent(baby, maria)
    tell.person(
        tell.home("Fabre", "49328", "gp3"), "bernard", "M Bernard Guy", date(1959, 9, 9),
        signs=True, place="63113",
        shows="Insuffisance rénale chronique, test de dépistage positif, coloscopie et polype.",
    )  # fmt: skip


def _of_age(tell: _Narrator) -> None:
    home = tell.home("Lambert", "49007", "gp2")
    sophie = tell.person(
        home, "sophie", "F Sophie Anne", date(1979, 4, 30), signs=True, place="49007",
        shows="Mère d'Hugo, majeur depuis peu : elle n'entre plus dans son carnet, une "
              "notification le lui dit.",
    )  # fmt: skip
    hugo = tell.person(
        home, "hugo", "M Hugo Pierre", date(2008, 11, 14), place="49007",
        shows="A eu 18 ans le 14 novembre 2026 : sa mère (demo-sophie) n'entre plus. Son propre "
              "code est dans sa lettre, sous /demo/lettres/ : avec sa carte, il active son carnet.",
    )  # fmt: skip
    tell.registry.grown.append((hugo, sophie))


FAMILIES: tuple[Callable[[_Narrator], None], ...] = (
    _diabetic, _parents, _separated, _old_couple, _twins, _before_and_after, _rights, _elsewhere,
    _of_age,
)  # fmt: skip
