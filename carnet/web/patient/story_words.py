"""The stays and visits of « Mon histoire de santé », in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from carnet.identity import directory
from carnet.records.stays import Care
from carnet.web.patient import caregivers

# Sectors of activity (TRE_R02).
_HOSPITALS = frozenset({"SA01", "SA02", "SA03", "SA04", "SA36", "SA69"})
_LABORATORIES = frozenset({"SA25", "SA29", "SA59"})
_PHARMACIES = frozenset({"SA33", "SA38", "SA39", "SA65"})
# Types of document that only a hospital writes (JDV_J07).
_EMERGENCY, _BIRTH = "15507-7", frozenset({"15508-5", "57057-2", "57075-4", "78489-2"})
_OF_STAY = frozenset({"34112-3", "11490-0", "67851-6", "83981-1", "34874-8"})


def heading(care: Care) -> str:
    """What it was: « Séjour à l’hôpital », « Passage aux urgences », « Visite »."""
    sector = _sector(care.organization_id)
    if care.stay:
        return _stay(care, hospital=sector in _HOSPITALS)
    if _EMERGENCY in care.types:
        return _("Passage aux urgences")
    if sector in _LABORATORIES:
        return _("Analyses au laboratoire")
    if sector in _PHARMACIES:
        return _("Passage à la pharmacie")
    if all(entry.category == "RADIO_SC" for entry in care.entries):
        return _("Examens d’imagerie")
    return _("Visite à l’hôpital") if sector in _HOSPITALS else _("Visite")


def place(care: Care) -> str:
    """« Centre hospitalier de Lens à Lens », or the professional; "" when neither is known."""
    if care.organization_id:
        known = caregivers.organization(care.organization_id)
    elif care.entries[0].author_professional_id:
        known = caregivers.professional(care.entries[0].author_professional_id)
    else:
        return ""
    if not known.place:
        return known.name
    return _("%(name)s à %(town)s") % {"name": known.name, "town": known.place}


def _stay(care: Care, *, hospital: bool) -> str:
    if care.types & _BIRTH:
        return _("Séjour à la maternité")
    return _("Séjour à l’hôpital") if hospital or care.types & _OF_STAY else _("Suivi")


def _sector(organization_id: int | None) -> str:
    known = directory.organization(organization_id) if organization_id else None
    return known.sector if known else ""
