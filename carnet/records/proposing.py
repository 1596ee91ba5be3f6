"""Title, day and category proposed for a file that somebody adds, from what the file says.

Pure: the person corrects before anything is kept. Their own name and birth date name no document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import msgspec

from carnet.formats import noticed
from carnet.formats.kinds import Kind
from carnet.formats.noticed import Noticed
from carnet.nomenclature import terms
from carnet.records.own import TYPES
from carnet.records.titles import cleaned

OTHERWISE = "AUTR_DOC"

# The first that is found names the category: what is most particular comes first.
_WORDS = (
    ("DIR_ANT", "directives anticipees"),
    ("ORD_SOIN", "ordonnance|prescription|renouvellement de traitement"),
    ("VDP", "personne de confiance"),
    ("CERT_MED", "certificat|arret de travail|aptitude"),
    ("BIOLOGIE", "biologie|laboratoire|analyses?|prise de sang|hemogramme|resultats?|anapath"),
    ("RADIO_SC", "radio|radiographie|echographie|scanner|irm|mammographie|imagerie|doppler"),
    ("DEPISTAG", "depistage|vaccins?|vaccination|vaccinations"),
    ("CPT_REND", "compte rendu|consultation|hospitalisation|lettre de liaison|courrier|bilan"),
    ("DOC_ADM", "attestation|mutuelle|facture|devis|assurance|carte vitale|feuille de soins"),
)  # fmt: skip
_FOUND = tuple((code, re.compile(rf"\b(?:{words})\b")) for code, words in _WORDS)
# What cameras and programs call any file says nothing of it.
_NAMELESS = re.compile(
    r"^(?:img|dsc|dscn|pxl|scan|scanner|numerisation|document|doc|photo|image|screenshot|capture|file"
    r"|fichier|untitled|sans titre|nouveau|download|whatsapp|microsoft word|cda|test|jpeg|pdf)*$"
)
_LETTERS = 4  # the fewest of a title


class Proposal(msgspec.Struct, frozen=True):
    """What the form shows first. ``title`` "" when the file says nothing: the page has one."""

    kind: Kind
    title: str
    day: date
    category: str


class Known(msgspec.Struct, frozen=True):
    """Whose record it is: what must not be taken for a title or a date of a document."""

    names: tuple[str, ...]
    birth_date: date


def propose(found: Noticed, name: str, known: Known, today: date) -> Proposal:
    """Choose among what a file says; ``name`` is that of the file."""
    stem = _plain(name.rpartition(".")[0] or name)
    title = _title(found, stem, known)
    day = _day([*found.days, *noticed.days(name)], known, today)
    return Proposal(found.kind, title, day, _category(found, f"{title} {stem}"))


def _title(found: Noticed, stem: str, known: Known) -> str:
    """A line that says what it is, else the first that may be a title, else the file's name."""
    lines = [cleaned(line) for line in found.titles]
    fit = [line for line in lines if _fits(line, known)]
    telling = next((line for line in fit if _of_words(_folded(line))), "")
    named = cleaned(stem)
    chosen = telling or (named if _fits(named, known) else "") or next(iter(fit), "")
    return chosen.capitalize() if chosen.isupper() else chosen[:1].upper() + chosen[1:]


def _fits(line: str, known: Known) -> bool:
    folded = _folded(line)
    letters = "".join(one for one in folded if one.isalpha() or one == " ")
    nobody = not any(f" {_folded(name)} " in f" {folded} " for name in known.names if name)
    return (
        sum(map(str.isalpha, folded)) >= _LETTERS
        and not _NAMELESS.match(letters.replace(" ", ""))
        and nobody
    )


def _day(days: Iterable[str], known: Known, today: date) -> date:
    """The first date that may be that of a document of this person; today without one."""
    found = (date.fromisoformat(one) for one in days)
    return next((day for day in found if known.birth_date < day <= today), today)


def _category(found: Noticed, named: str) -> str:
    of_type = terms.category(found.code) if found.code else ""
    if of_type in TYPES:
        return of_type
    return _of_words(_folded(named)) or _of_words(_folded(found.words)) or OTHERWISE


def _of_words(text: str) -> str:
    return next((code for code, words in _FOUND if words.search(text)), "")


def _folded(text: str) -> str:
    """Small letters without accents, words apart by one space."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(" " if one in "-_'" else one for one in letters if one.isascii())
    return " ".join(plain.split())


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_.]+", " ", re.sub(r"\d{4}-?\d{2}-?\d{2}|\d{5,}", " ", name)).split())
