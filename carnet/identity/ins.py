"""The INS: matricule and OID of an insured person, checked by the rules of its OID.

Rules: the CNAM's public validator of NIR (key, months, Corsica) and INS guide of the ANS.
"""

from __future__ import annotations

import re

NIR = "1.2.250.1.213.1.4.8"
NIA = "1.2.250.1.213.1.4.9"
TEST = "1.2.250.1.213.1.4.10"
DEMO = "1.2.250.1.213.1.4.11"
ACCEPTED_OIDS = frozenset({NIR, NIA, TEST, DEMO})

LENGTH = 15
_CORSICA = {"2A": "19", "2B": "18"}
_FORM = re.compile(r"\d{5}(?:\d{2}|2A|2B)\d{6}\d{2}", re.ASCII)
# Sex 1 or 2; months 01-12, or 20-99 when unknown (13-19 exist for nobody).
_STRICT = re.compile(r"[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)", re.ASCII)
_PLAIN = re.compile(rf"{_STRICT.pattern}\d{{10}}", re.ASCII)


def key(thirteen: str) -> int:
    """The key of the first thirteen characters: 97 minus them modulo 97, Corsica as 19 and 18."""
    department = thirteen[5:7]
    return 97 - int(thirteen[:5] + _CORSICA.get(department, department) + thirteen[7:13]) % 97


def check(oid: str, matricule: str) -> list[str]:
    """Name what is wrong with an INS (``oid``, ``length``, ``form``, ``key``); empty when sound.

    A provisional number (NIA) follows no rule but its length and its key.
    """
    if oid in ACCEPTED_OIDS and _is_plain(matricule):  # nearly all of a nation's
        return []
    problems = [] if oid in ACCEPTED_OIDS else ["oid"]
    if len(matricule) != LENGTH:
        return [*problems, "length"]
    formed = _FORM.fullmatch(matricule)
    if not formed or (oid != NIA and not _STRICT.match(matricule)):
        problems.append("form")
    if formed and key(matricule[:13]) != int(matricule[13:]):
        problems.append("key")
    return problems


def _is_plain(matricule: str) -> bool:
    """Whether it has digits alone, and is sound."""
    plain = _PLAIN.fullmatch(matricule)
    return plain is not None and 97 - int(matricule[:13]) % 97 == int(matricule[13:])
