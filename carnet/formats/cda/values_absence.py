"""What is said not to be: « no known allergy » is no allergy, « no information » says nothing.

Codes of the JDV AbsentOrUnknown of the CI-SIS (HL7 IPS, absent-unknown-uv-ips).
"""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda.content_names import display

_ABSENT = re.compile(r"no-known-[a-z-]+")
_UNKNOWN = re.compile(r"no-[a-z]+-info")
_WORDS = re.compile(
    r"(?:aucune?s?\b|pas (?:d['’e]|de\b|connue?)|néant\b|sans allergie|ras$|non connue?s?$"
    r"|(?:ne )?présente pas\b|nie\b|pas$|absence (?:d['’]|de )(?:allergie|antécédent|problème))",
    re.IGNORECASE,
)


def states_absence(code: etree._Element | None) -> bool:
    """Whether a code says that there is none, or its words begin by saying so."""
    if code is None:
        return False
    return bool(_ABSENT.fullmatch(code.get("code") or "")) or denies(display(code))


def says_nothing(code: etree._Element | None) -> bool:
    """Whether a code says that nothing is known."""
    return code is not None and bool(_UNKNOWN.fullmatch(code.get("code") or ""))


def denies(text: str) -> bool:
    """Whether words begin by saying that there is none: « Aucune allergie connue ».

    « Absence de menstruation » is a diagnosis, « Absence d'allergie » is none.
    """
    return bool(_WORDS.match(text.strip()))
