"""Identifier and password that a person chooses: the rules of domain 1.3, in the page's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from carnet.accounts import fields

IDENTIFIER_MIN, IDENTIFIER_MAX = 8, 64
PASSWORD_MIN, PASSWORD_MAX = 9, 128
_SHORTEST_PERSONAL = 4  # « Léa » in a password says nothing about Léa
_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_NIR = re.compile(r"[1-478]\d{4}(\d{2}|2[AB])\d{6}(\d{2})?")
_CLASSES: list[Callable[[str], bool]] = [
    str.islower,
    str.isupper,
    str.isdigit,
    lambda character: not character.isalnum() and not character.isspace(),
]


def identifier_problems(identifier: str) -> list[str]:
    """What is wrong with this identifier, in French; empty when it may be taken."""
    problems = []
    if not IDENTIFIER_MIN <= len(identifier) <= IDENTIFIER_MAX:
        problems.append(_("Choisissez un identifiant de 8 à 64 caractères."))
    if identifier and not _IDENTIFIER.fullmatch(identifier):
        problems.append(
            _("Utilisez seulement des lettres sans accent, des chiffres, et les signes . - _")
        )
    number = fields.compact(identifier)
    if _NIR.fullmatch(number) or _IBAN.fullmatch(number):
        problems.append(
            _("N’utilisez ni votre numéro de sécurité sociale, ni un numéro de compte.")
        )
    return problems


def password_problems(password: str, personal: Iterable[str] = ()) -> list[str]:
    """What is wrong with this password; no word of ``personal`` (names, dates…) may be in it."""
    problems = []
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        problems.append(_("Choisissez un mot de passe de 9 à 128 caractères."))
    if not all(any(map(is_of_class, password)) for is_of_class in _CLASSES):
        problems.append(
            _(
                "Mettez au moins une minuscule, une majuscule, un chiffre "
                "et un signe, par exemple un tiret."
            )
        )
    if _holds(password, personal):
        problems.append(_("N’utilisez ni votre nom, ni votre date de naissance, ni l’identifiant."))
    return problems


def _holds(password: str, personal: Iterable[str]) -> bool:
    plain = bare(password)
    words = {bare(word) for text in personal for word in (text, *text.split())}
    return any(word in plain for word in words if len(word) >= _SHORTEST_PERSONAL)


def bare(text: str) -> str:
    """A text without accents, case or signs, so that « M@rtin » aside, the usual disguises fall."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())
