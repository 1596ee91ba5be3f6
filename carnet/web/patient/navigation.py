"""The entries of the patient's space: five on a phone, all of them on a desktop.

Messages and health profile take their place in the bar when their pages exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``phone`` is its shorter word in the bottom bar, "" to leave it out."""

    href: str
    icon: str
    label: str | Promise
    phone: str | Promise = ""
    current: bool = False


_ENTRIES = (
    ("/accueil/", "home", _("Accueil"), _("Accueil")),
    ("/documents/", "document", _("Documents"), _("Documents")),
    ("/resultats/", "chart", _("Résultats"), ""),
    ("/acces/", "access", _("Accès et partage"), _("Accès")),
    ("/historique/", "history", _("Historique"), _("Historique")),
    ("/notifications/", "bell", _("Notifications"), ""),
    ("/plus/", "more", _("Plus"), _("Plus")),
)
_UNDER_MORE = (
    *("/parametres/", "/profils/", "/famille/", "/aide/", "/affichage/", "/accessibilite/"),
    "/histoire-de-sante/",
    "/mes-donnees/",
)


_ENTRUSTED = ("/accueil/", "/documents/", "/resultats/", "/plus/")  # what a proche aidant has


def entries(path: str, *, caregiving: bool = False) -> list[Entry]:
    """The entries, the one that ``path`` belongs to marked; fewer in a record that one helps."""
    place = "/plus/" if path.startswith(_UNDER_MORE) else path
    place = "/historique/" if path.startswith("/preuve/") else place
    return [
        Entry(href, icon, label, phone, place.startswith(href))
        for href, icon, label, phone in _ENTRIES
        if not caregiving or href in _ENTRUSTED
    ]
