"""The terms of use, version after version: what each account accepted, and what it still must.

The text of a version is the template ``patient/terms/<version>.html``: it never changes once
published. A new version is a new line here and a new template.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.accounts.problems import TermsChanged
from carnet.base import clock
from carnet.journal.events import EventKind, record


@dataclass(frozen=True, slots=True)
class Terms:
    """One version, in force from a day on."""

    version: str
    since: date


VERSIONS = (Terms("2026-11", date(2026, 11, 1)),)  # oldest first


def current() -> Terms:
    """The version in force today."""
    return [terms for terms in VERSIONS if terms.since <= clock.today()][-1]


def find(version: str) -> Terms | None:
    """The version of this name, also one of the past."""
    return next((terms for terms in VERSIONS if terms.version == version), None)


def must_accept(account: Account) -> bool:
    """Whether this account has still to accept the version in force."""
    return account.terms_version != current().version


def accept(account_id: int, version: str) -> None:
    """Keep that the holder accepted the version they read; again, it changes nothing.

    Raises ``TermsChanged`` when it is not the version in force (a page left open too long).
    """
    if version != current().version:
        raise TermsChanged
    with transaction.atomic():
        new = Account.objects.filter(pk=account_id).exclude(terms_version=version)
        if new.update(terms_version=version, terms_accepted_at=clock.now()):
            person_id = Account.objects.values_list("person_id", flat=True).get(pk=account_id)
            journal(person_id, version)


def journal(person_id: int, version: str) -> None:
    """Write the acceptance in the record of the holder."""
    holder = Actor(ActorKind.PERSON, actor_id=person_id)
    record(EventKind.TERMS_ACCEPTED, person_id, holder, detail={"version": version})
