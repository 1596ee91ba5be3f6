"""What to open and who is who, in words: for the end of ``carnet run`` and for a terminal."""

from __future__ import annotations

from carnet.demo.desk import AGENTS
from carnet.demo.nation import build
from carnet.demo.nation.characters import PASSWORD
from carnet.demo.nation.model import Person

ADDRESSES = (
    ("/", "le carnet des personnes : activer, se connecter"),
    ("/demo/", "les personnes de la démonstration et ce que chacune montre"),
    ("/guichet/", "le guichet des agents : assistance, France Services, caisses"),
    ("/demo/guichet/", "les codes des agents (remplace l'application de leur téléphone)"),
    ("/demo/courriels/", "la boîte aux lettres (remplace les serveurs de courrier)"),
    ("/demo/sms/", "les SMS (remplace les opérateurs)"),
    ("/demo/push/", "ce que les téléphones afficheraient"),
    ("/demo/lettres/", "les lettres d'information (remplace l'imprimeur et La Poste)"),
    ("/fhir/metadata", "la porte FHIR des logiciels ; jeton : carnet demo token --rpps …"),
)


def named() -> list[Person]:
    """The named people: those worth a visit."""
    return [person for person in build().people if person.shows]


def text(base_url: str) -> str:
    """The page of addresses and people as lines."""
    base = base_url.rstrip("/")
    addresses = [f"  {base + path:<40} {words}" for path, words in ADDRESSES]
    people = [
        f"  {person.sign_in.identifier:<15} {person.shows}" for person in named() if person.sign_in
    ]
    others = [f"  {person.name:<15} {person.shows}" for person in named() if not person.sign_in]
    return "\n".join((
        "Adresses", *addresses, "",
        f"Comptes prêts (mot de passe commun : {PASSWORD} ; le code arrive dans /demo/courriels/)",
        *people, "", "Autres personnes", *others, "",
        f"Agents du guichet (mot de passe : {PASSWORD} ; le code est sur /demo/guichet/)",
        *(f"  {one.identifier:<15} {one.shows}" for one in AGENTS),
    ))  # fmt: skip
