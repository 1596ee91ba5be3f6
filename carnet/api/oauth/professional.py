"""The acting professional that a signed assertion names (IHE IUA, ``extensions.ihe_iua``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from carnet.access.conditions import EMERGENCIES
from carnet.api.oauth.actions import PURPOSES, UNSEEN
from carnet.api.oauth.errors import OAuthProblem, invalid_request
from carnet.base.text import plain
from carnet.identity import directory

AT = "extensions.ihe_iua"
RPPS_LENGTH = 11
SHORTEST, LONGEST = 10, 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Acting:
    """A professional of the directory, and why they act; nobody when the id is None."""

    professional_id: int | None = None
    purpose: str = "normal"  # a key of actions.KNOWN_PURPOSES
    reason: str = ""


def read(extensions: dict[str, Any], organization_id: int) -> Acting:
    """Find the professional that the claim names.

    Takes ``person_id`` (RPPS, or national identifier 8 + RPPS, or CX), ``subject_role``,
    ``subject_organization_id``, ``purpose_of_use`` and ``confidentiality_code``, each plain or as
    coding(s), and ``reason``, a text. An emergency needs a professional.
    """
    claim = extensions.get("ihe_iua")
    if claim is None:
        return Acting()
    if not isinstance(claim, dict):
        raise invalid_request(AT, "an object")
    _check_organization(claim, organization_id)
    purpose, reason = _purpose(claim), _reason(claim)
    acting = Acting(_professional(claim), _secret(claim, purpose), reason)
    if acting.professional_id is None and PURPOSES.get(acting.purpose) in EMERGENCIES:
        raise _wrong("person_id", "a professional by name, in an emergency", "nobody")
    return acting


def _professional(claim: dict[str, Any]) -> int | None:
    number = _text(claim, "person_id") or _text(claim, "national_provider_identifier")
    if not number:
        return None
    found = directory.professional_by_rpps(rpps(number))
    if found is None:
        raise _wrong("person_id", "the RPPS of a professional of the directory", number)
    role = _text(claim, "subject_role").removeprefix("G15_")
    if role and role != found.profession.removeprefix("G15_"):
        raise _wrong("subject_role", f"{found.profession}, as in the directory", role)
    return found.professional_id


def _check_organization(claim: dict[str, Any], organization_id: int) -> None:
    said = _text(claim, "subject_organization_id").split("^")[0].rsplit(":", 1)[-1]
    if not said:
        return
    organization = directory.organization(organization_id)
    if organization is None or said not in {organization.finess, f"1{organization.finess}"}:
        raise _wrong("subject_organization_id", "the FINESS of the client's own structure", said)


def _purpose(claim: dict[str, Any]) -> str:
    purpose = _text(claim, "purpose_of_use") or "normal"
    if purpose not in PURPOSES:
        raise _wrong("purpose_of_use", f"one of {', '.join(PURPOSES)}", purpose)
    return purpose


def _secret(claim: dict[str, Any], purpose: str) -> str:
    """A « connexion secrète » is a normal one, of which the parents of a minor see nothing."""
    code = _text(claim, "confidentiality_code")
    if not code or code == "N":
        return purpose
    if code != UNSEEN:
        raise _wrong("confidentiality_code", f"N or {UNSEEN}", code)
    if purpose != "normal":
        raise _wrong("purpose_of_use", f"normal, with {UNSEEN}", purpose)
    return UNSEEN


def _reason(claim: dict[str, Any]) -> str:
    """Why the glass is broken: needed then, 10 to 500 characters; kept whenever it is given."""
    needed = _purpose(claim) == "bris_de_glace"
    given = claim.get("reason") or ""
    if not isinstance(given, str):
        raise _wrong("reason", "a text")
    if not given and not needed:
        return ""
    try:
        return plain(given, least=SHORTEST, most=LONGEST)
    except ValueError as wrong:
        # It may tell of the patient: it is not repeated.
        raise _wrong("reason", str(wrong)) from wrong


def rpps(number: str) -> str:
    """The RPPS inside a national identifier: ``8`` + RPPS, alone or as CX or URN."""
    bare = number.split("^", 1)[0].rsplit(":", 1)[-1]
    return bare[1:] if len(bare) == RPPS_LENGTH + 1 and bare[0] == "8" else bare


def _text(claim: dict[str, Any], name: str) -> str:
    """A claim given as text, as a coding, or as a list of one of them."""
    value = claim.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("code") or value.get("value")
    if value is None:
        return ""
    if not isinstance(value, str) or "\0" in value:
        raise _wrong(name, "a text or a coding")
    return value


def _wrong(name: str, expected: str, found: str = "") -> OAuthProblem:
    return invalid_request(f"{AT}.{name}", expected, found)
