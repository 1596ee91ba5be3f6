"""What other rooms put in the outbox, turned into notices."""

from __future__ import annotations

from carnet.base import outbox
from carnet.notify.actions import tell


@outbox.consumer("document.deposited")
def document_deposited(
    person_id: int,
    entry_no: int,
    *,
    hidden_from_patient: bool = False,
    hidden_from_representatives: bool = False,
) -> None:
    """Tell of a new document, unless it is hidden from the patient for now (R1111-53)."""
    if not hidden_from_patient:
        tell(
            person_id,
            "AJOUT_DOCUMENT",
            entry_no,
            secret_from_representatives=hidden_from_representatives,
        )


@outbox.consumer("record.first_access")
def first_access(person_id: int, professional_id: int) -> None:
    """Tell that a professional opened the record for the first time."""
    tell(person_id, "ACCES_DMP_PS", professional_id=professional_id)
