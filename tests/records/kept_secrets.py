"""What one of the two worlds holds that some readers may not know of, and who they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test.utils import override_settings

from carnet.access.facts import Actor, ActorKind
from carnet.records import door, own
from carnet.records.actions import delete, deposit, erase_due, hide, hide_category, keep_from
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    PARENT,
    PERSON,
    START,
    STRANGER,
    document,
    lot,
    put,
    read,
)

BLOCKED = replace(DOCTOR, actor_id=18)
UNKNOWN = replace(DOCTOR, actor_id=19)
COLLEAGUE = replace(DOCTOR, actor_id=20, organization_id=81)
REPRESENTATIVE = Actor(ActorKind.PERSON, PARENT)


def hidden_deposit(**changes: Any) -> Callable[[], object]:
    secret = document(
        4, title="Secret", author_name="Dr Secret", type_code="57833-6",
        service_start=START + timedelta(days=1), service_stop=START + timedelta(days=9), **changes,
    )  # fmt: skip

    def made() -> None:
        put(secret)
        read(4, "Xanthochromie du liquide, 7,77 g/L. Document relu.")

    return made


def deleted(*, erased: bool = False, **changes: Any) -> Callable[[], object]:
    """What the person adds, somebody reads, then is deleted; in time, it is erased for good."""
    mine = {"type_code": "DOCPAT05", "author_professional_id": None, "title": "Secret"}
    new = replace(lot(document(4, **mine, **changes), actor=HOLDER), source_id=own.SOURCE)

    def secret() -> None:
        deposit(new)
        door.open(PERSON, DOCTOR).read(4)
        delete(PERSON, HOLDER, [4])
        with override_settings(BIN_DAYS=0):
            assert erase_due() == 1 if erased else True

    return secret


SECRETS: dict[str, tuple[Callable[[], object], list[Actor]]] = {
    "hidden from professionals": (
        hidden_deposit(hidden_from_professionals=True, author_professional_id=99),
        [DOCTOR, KINE, BIOLOGIST, COLLEAGUE, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "hidden by the person": (
        lambda: (hidden_deposit(author_professional_id=99)(), hide(PERSON, HOLDER, 4)),
        [DOCTOR, KINE, BIOLOGIST, COLLEAGUE, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "hidden with its category": (
        lambda: (
            hide_category(PERSON, HOLDER, "CERT_MED"),
            hidden_deposit(author_professional_id=99, category="CERT_MED")(),
        ),
        [DOCTOR, KINE, BIOLOGIST, COLLEAGUE, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "kept from one professional": (
        lambda: (
            hidden_deposit(author_professional_id=99)(),
            keep_from(PERSON, HOLDER, 4, "P", DOCTOR.actor_id),
        ),
        [DOCTOR, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "kept from one structure": (
        lambda: (
            hidden_deposit(author_professional_id=99)(),
            keep_from(PERSON, HOLDER, 4, "O", 81),
        ),
        [COLLEAGUE, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "waits for its announcement": (
        hidden_deposit(hidden_from_patient=True),
        [HOLDER, REPRESENTATIVE, STRANGER, BLOCKED, UNKNOWN],
    ),
    "secret of a minor": (
        hidden_deposit(hidden_from_representatives=True),
        [REPRESENTATIVE, STRANGER, BLOCKED, UNKNOWN],
    ),
    "very confidential": (
        hidden_deposit(confidentiality="V", author_professional_id=99),
        [DOCTOR, KINE, COLLEAGUE, BLOCKED, UNKNOWN],
    ),
    "confidential": (
        hidden_deposit(confidentiality="R", author_professional_id=99),
        [COLLEAGUE, BLOCKED, UNKNOWN],
    ),
    "deleted by the person": (
        deleted(),
        [DOCTOR, KINE, BIOLOGIST, COLLEAGUE, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "erased for good": (
        deleted(erased=True),
        [DOCTOR, KINE, BIOLOGIST, COLLEAGUE, BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
    "a deleted secret of a minor": (
        deleted(hidden_from_representatives=True),
        [REPRESENTATIVE, DOCTOR, STRANGER],
    ),
    "an erased secret of a minor": (
        deleted(erased=True, hidden_from_representatives=True),
        [REPRESENTATIVE, DOCTOR, STRANGER],
    ),
    "no reader at all": (
        hidden_deposit(),
        [BLOCKED, UNKNOWN, STRANGER, LAB],
    ),
}
