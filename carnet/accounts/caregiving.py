"""The attestation of a proche aidant, when they accept and when either ends it (domain.md 1.8).

A tagged PDF, deposited among the person's documents by the house: a piece of administration.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.ids import Kind, Pointer, conceal
from carnet.formats import typeset
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.records import actions as records
from carnet.records.incoming import Deposit, NewDocument
from carnet.sharing import delegates
from carnet.sharing.delegates import Delegation
from carnet.sharing.delegation_news import ATTEST

_TEMPLATE = Path(__file__).parent / "typst" / "delegation.typ"
# « Attestation de consentement » (LOINC), a piece of administration; PDF of IHE XDS-SD.
_TYPE, _CLASS, _FORMAT = "59284-0", "95", "urn:ihe:iti:xds-sd:pdf:2008"


@outbox.consumer(ATTEST)
def attest(person_id: int, *, delegation_no: int, ended_by: int = 0) -> None:
    """Deposit one attestation, once; none in a record that has closed meanwhile."""
    known = delegates.one(person_id, delegation_no)
    if known is None or known.caregiver_id is None:
        return
    pdf, at = write(known, ended_by), _moment(known, ended_by)
    version = 2 if ended_by else 1
    name = conceal(Pointer(Kind.DELEGATION, person_id, delegation_no, version))
    new = NewDocument(
        data=pdf, unique_id=f"2.25.{name.int}", type_code=_TYPE, class_code=_CLASS,
        format_code=_FORMAT, category=terms.category(_TYPE, _CLASS),
        title=_title(known, ended_by), created_at=at, service_start=at,
        author_name=settings.LEGAL_ENTITY or settings.SERVICE_NAME, mime_type="application/pdf",
    )  # fmt: skip
    lot = Deposit(person_id, Actor(ActorKind.SYSTEM), (new,), unique_id=f"{new.unique_id}.1")
    try:
        records.deposit(lot)
    except records.Refused:
        return


def write(known: Delegation, ended_by: int = 0) -> bytes:
    """The PDF of a delegation that was accepted; ``ended_by``: of its end, who asked for it."""
    at = _moment(known, ended_by)
    with override("fr"):  # a document of proof, whatever the reader's screen
        facts = {
            "entity": settings.LEGAL_ENTITY or settings.SERVICE_NAME,
            "phone": settings.SUPPORT_PHONE,
            "person": _name(known.person_id),
            "caregiver": _name(known.caregiver_id or 0),
            "ended": bool(ended_by),
            "by": _name(ended_by) if ended_by else "",
            "day": _day(at.astimezone(clock.LEGAL_ZONE).date()),
            "until": _day(known.until),
            "scope": scope(known),
        }
    return typeset.compose(_TEMPLATE, facts, at)


def scope(known: Delegation) -> list[str]:
    """What is entrusted, a line each."""
    which = [
        terms.CATEGORIES[code] for code in terms.CATEGORIES if code in (known.categories or ())
    ]
    return [
        ", ".join(which)
        if known.categories is not None
        else _("Tous les documents, sauf les directives anticipées"),
        _("Documents masqués aux soignants\u00a0: aussi")
        if known.hidden_documents
        else _("Documents masqués aux soignants\u00a0: non"),
        _("Droits\u00a0: lire et compléter") if known.writes else _("Droits\u00a0: lire seulement"),
    ]


def _moment(known: Delegation, ended_by: int) -> datetime:
    found = known.ended_at if ended_by else known.answered_at
    assert found is not None  # noqa: S101 - accepted, or ended: written in the same row
    return found


def _title(known: Delegation, ended_by: int) -> str:
    with override("fr"):
        words = (
            _("Fin du rôle d’aidant\u00a0: %(name)s")
            if ended_by
            else _("Attestation d’aidant\u00a0: %(name)s")
        )
    return words % {"name": _name(known.caregiver_id or 0)}


def _name(person_id: int) -> str:
    known: Any = people.person(person_id)
    return spoken(known.first_name, known.used_name or known.birth_name)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
