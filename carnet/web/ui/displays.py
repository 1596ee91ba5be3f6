"""Displays of our tables in the reader's language: kinds of documents and trades.

Other coded terms stay as their document or register writes them.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext

from carnet.access import matrix
from carnet.nomenclature import professions, terms

_REPORT = re.compile(r"^CR\b")
_CODE = re.compile(r" \([A-Z]+\)$")  # « Médecine générale (SM) »: the register's own mark


def category(code: str) -> str:
    """« Ordonnances et soins »; "" for a category that is not one."""
    label = terms.CATEGORIES.get(code)
    return gettext(label) if label else ""


def trade(display: str) -> str:
    """« Sage-Femme », « Médecine générale »: a profession or a specialty."""
    words = _CODE.sub("", display)
    return gettext(words) if words else ""


def document_type(display: str) -> str:
    """« Compte rendu d’anesthésie », where the register writes « CR d'anesthésie »."""
    return _REPORT.sub("Compte rendu", display)


def shown() -> list[str]:
    """The French of all that may be translated here, for the catalogue."""
    of_matrix = [known for known in map(professions.trade, matrix.professions()) if known]
    named = [*terms.professions(), *terms.specialties(), *of_matrix]
    trades = [_CODE.sub("", term.display) for term in named]
    return list(dict.fromkeys([*terms.CATEGORIES.values(), *trades]))
