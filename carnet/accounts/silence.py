"""Which notices send a message: the centre holds them all, a person chooses what is worth one."""

from __future__ import annotations

from collections.abc import Iterable

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.journal.events import EventKind, record

# What may be silenced, as groups that a person understands. The rest always sends its message.
GROUPS = {
    "documents": ("AJOUT_DOCUMENT", "MODIF_DOCUMENT", "SUPP_DOC"),
    "access": ("ACCES_DMP_PS",),
}
# These have a message of their own, which nothing silences.
TOLD_APART = frozenset({"NOUVEL_APPAREIL"})


def heard(account_id: int) -> list[str]:
    """The groups of which a message tells this account."""
    silenced = set(Account.objects.get(pk=account_id).silenced)
    return [group for group, kinds in GROUPS.items() if not silenced.issuperset(kinds)]


def choose(account_id: int, groups: Iterable[str]) -> None:
    """Send messages of these groups only (and of what cannot be silenced)."""
    wanted = set(groups)
    silenced = [kind for group, kinds in GROUPS.items() if group not in wanted for kind in kinds]
    account = Account.objects.get(pk=account_id)
    if account.silenced != silenced:
        Account.objects.filter(pk=account_id).update(silenced=silenced)
        holder = Actor(ActorKind.PERSON, actor_id=account.person_id)
        detail = {"messages": sorted(wanted)}
        record(EventKind.SETTINGS_CHANGED, account.person_id, holder, detail=detail)
