"""What accounts forget of a person whose record was destroyed (docs/adr/0012).

The sign-in goes last: until the receipt has left, it says where to. It stays for somebody who
represents a child, and for one who began a new record meanwhile. The insurer's line stays without
its addresses, with the dates that keep the campaign from writing again; a parent keeps them, for
the code of an attached child goes there.
"""

from __future__ import annotations

from django.db import transaction

from carnet.accounts import mailboxes
from carnet.accounts.models import Account, Contact, FederatedIdentity
from carnet.base.database import execute
from carnet.base.erasure import eraser
from carnet.records import queries as records
from carnet.sharing import families


@eraser("documents en attente")
def first_documents(person_id: int) -> int:
    """Those that the insurer placed, and their sealed keys."""
    return execute("DELETE FROM accounts_first_document WHERE person_id = %s", [person_id])


def forget(person_id: int) -> None:
    """Delete the sign-in and the addresses, unless they still serve."""
    if records.state(person_id) != "deleted":
        return
    with transaction.atomic():
        if not families.children(person_id):  # what concerns them is sent there
            Contact.objects.filter(person_id=person_id).update(
                email="", mobile="", address="", postal_code="", city="", inform_by=""
            )
        if not families.represents_anyone(person_id):
            _forget_account(person_id)


def _forget_account(person_id: int) -> None:
    FederatedIdentity.objects.filter(person_id=person_id).delete()
    for account in Account.objects.filter(person_id=person_id):
        mailboxes.forget(account.email)
        account.delete()
