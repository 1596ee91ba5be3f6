"""The pivot identity of a person: what identity providers and the register both know of them.

Birth name, all given names, birth date, sex and birth place (COG code of the commune, or of the
country for those born abroad), as FranceConnect passes them. Registers write names in many ways,
so they are compared without accents, case, signs, nor the order of given names.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Protocol

from carnet.base import ids

_NAMESPACE = "pivot"
_REMEMBERED = 20_000  # names
_LETTERS = frozenset({"Ll", "Lo"})  # all that casefold leaves; no accents, no modifiers
# Letters that Unicode does not take apart, as registers write them in capitals.
_SPELT = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h"}
)


class Pivot(Protocol):
    """Whoever has these five traits: a person, a line of the insurer, an identity provider's."""

    @property
    def birth_name(self) -> str:
        """Of birth, never of use."""

    @property
    def given_names(self) -> str:
        """All, separated by spaces."""

    @property
    def sex(self) -> str:
        """F, M or U."""

    @property
    def birth_date(self) -> date:
        """The day."""

    @property
    def birth_place(self) -> str:
        """COG code: commune, or country for those born abroad."""


def pivot(traits: Pivot) -> bytes:
    """The blind index of a pivot identity: equal for two spellings of one, telling nothing."""
    return ids.blind(_NAMESPACE, normalised(traits))


def normalised(traits: Pivot) -> str:
    """The text that two spellings of the same pivot identity have in common."""
    name, given = _joined(traits.birth_name), _in_order(traits.given_names)
    return (
        f"{name}|{given}|{traits.birth_date.isoformat()}|{traits.sex}|{traits.birth_place.upper()}"
    )


def alike(name: str, other: str) -> bool:
    """Whether two spellings are of the same name."""
    return _joined(name) == _joined(other)


# Many people have the names that many have: a nation's file asks the same ones again and again.
@lru_cache(_REMEMBERED)
def _joined(name: str) -> str:
    return "".join(_words(name))


@lru_cache(_REMEMBERED)
def _in_order(names: str) -> str:
    return " ".join(sorted(_words(names)))


def _words(names: str) -> list[str]:
    """The words of a name in small plain letters: « Jean-François » is jean, francois."""
    folded = names.casefold()
    if not folded.isascii():
        folded = _plain(folded)
    return re.findall(r"[^\W\d_]+", folded)


def _plain(folded: str) -> str:
    """Without accents nor modifiers; every other sign parts two words."""
    apart = unicodedata.normalize("NFKD", folded).casefold().translate(_SPELT)
    kept = (
        character if _is_letter(character) else " "
        for character in apart
        if not unicodedata.combining(character)
    )
    return "".join(kept)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character) in _LETTERS
