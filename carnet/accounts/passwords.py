"""The password of somebody already signed in: typed again before what matters, or changed."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, credentials, notices, queries
from carnet.accounts.models import Account
from carnet.accounts.problems import WrongProof
from carnet.base import clock
from carnet.journal.events import NOBODY, EventKind, record


def prove(account_id: int, password: str, address: str) -> None:
    """Check that who is signed in knows the password; ``address`` is that of the network.

    Raises ``WrongProof``, ``Slowed``, ``Locked``: a session left open is no way to guess it.
    """
    account = Account.objects.get(pk=account_id)
    try:
        with attempts.guard(("identifier", account.identifier), ("address", address)):
            _match(account, password)
    except WrongProof:
        nobody = Actor(ActorKind.PERSON, actor_id=NOBODY)
        record(EventKind.SIGN_IN_FAILED, account.person_id, nobody)
        raise


def _match(account: Account, password: str) -> None:
    if not check_password(password, account.password):
        raise WrongProof


def problems(account_id: int, password: str) -> list[str]:
    """What is wrong with this new password, in French; empty when it may be taken."""
    account = Account.objects.get(pk=account_id)
    personal = [*queries.personal_words(account.person_id), account.identifier]
    return credentials.password_problems(password, personal)


def change(account_id: int, password: str) -> Account:
    """Keep a new password, which passed ``problems``; every session made with the former ends.

    The session that asks is kept by who calls (Django signs each with the password's hash).
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        holder = Actor(ActorKind.PERSON, actor_id=account.person_id)
        keep(account, password, EventKind.PASSWORD_CHANGED, holder)
    return account


def keep(account: Account, password: str, kind: EventKind, actor: Actor) -> None:
    """Write a new password, the event ``kind`` by ``actor``, and the message to the holder."""
    account.password, account.password_changed_at = make_password(password), clock.now()
    account.save(update_fields=["password", "password_changed_at"])
    record(kind, account.person_id, actor)
    notices.password_changed(account, clock.now())
