"""Tells both people each time, in their own centres and without a name; has attestations made."""

from __future__ import annotations

from carnet.base import outbox
from carnet.sharing.representation import tell_each

ATTEST = "delegation.attest"  # made by carnet.accounts.caregiving, which has the documents


def offered(person_id: int, caregiver_id: int | None) -> None:
    """Nobody to tell when the offer matches nobody; the person is told alike."""
    tell_each([person_id], "OFFRE_AIDANT")
    _tell(caregiver_id, "PARTAGE_PROFIL_AIDANT")


def accepted(person_id: int, caregiver_id: int, delegation_no: int) -> None:
    """The first attestation goes to the person's documents."""
    tell_each([person_id], "ACCORD_PARTAGE_PROFIL")
    tell_each([caregiver_id], "AJOUT_ENTOURAGE")
    outbox.put(person_id, ATTEST, delegation_no=delegation_no)


def refused(person_id: int, caregiver_id: int) -> None:
    """What the caregiver did is told to them too: it might not have been they."""
    tell_each([person_id], "REFUS_PARTAGE_PROFIL")
    tell_each([caregiver_id], "REFUS_AIDANT")


def withdrawn(person_id: int, caregiver_id: int | None) -> None:
    """The same sentence for both."""
    tell_each([person_id], "RETRAIT_OFFRE_AIDANT")
    _tell(caregiver_id, "RETRAIT_OFFRE_AIDANT")


def expired(person_id: int, caregiver_id: int | None) -> None:
    """The same sentence for both."""
    tell_each([person_id], "OFFRE_AIDANT_EXPIREE")
    _tell(caregiver_id, "OFFRE_AIDANT_EXPIREE")


def revoked(person_id: int, caregiver_id: int, delegation_no: int, ended_by: int) -> None:
    """The second attestation goes to the person's documents."""
    by_person = ended_by == person_id
    tell_each([person_id], "FIN_AIDANT" if by_person else "REVOCATION_PAR_AIDANT")
    tell_each([caregiver_id], "REVOCATION_PAR_AIDE" if by_person else "FIN_AIDE")
    outbox.put(person_id, ATTEST, delegation_no=delegation_no, ended_by=ended_by)


def over(person_id: int, caregiver_id: int) -> None:
    """The day that was agreed has come, or one of the two records has ended."""
    tell_each([person_id], "FIN_AIDANT")
    tell_each([caregiver_id], "FIN_AIDE")


def _tell(caregiver_id: int | None, kind: str) -> None:
    if caregiver_id is not None:
        tell_each([caregiver_id], kind)
