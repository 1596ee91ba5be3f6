"""A forgotten identifier or password, given back to who proves by the card that it is theirs.

Known or not, with an account or not, the answer is the same and takes the same time: the pages do
no more than look a person up, and whatever is sent leaves through the outbox.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, mailboxes, one_time, passwords, sessions
from carnet.accounts.models import Account
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.accounts.proof import Card
from carnet.base import ids, outbox
from carnet.identity import people
from carnet.journal.events import NOBODY, EventKind, record
from carnet.notify import mail, sms

PURPOSE = "recovery"


def remind(matricule: str, birth_date: date, channel: str, address: str) -> None:
    """Send the identifier to the person's confirmed contact, if there is such a person.

    ``channel`` is email or sms, a wish; ``address`` the network address of the request. Raises
    ``Slowed`` or ``Locked``, for unknown people too.
    """
    attempts.spend(("recovery", _subject(matricule)), ("address", address))
    outbox.put(_born(matricule, birth_date), "identifier.reminded", channel=channel)


def ask(card: Card, channel: str, address: str) -> tuple[int, str]:
    """Send a one-time code to the confirmed contact of the card's holder, if there is one.

    Return what to keep for ``prove``: the person, 0 for nobody, and a subject. Raises as above.
    """
    subject = _subject(card.matricule)
    attempts.spend(("recovery", subject), ("address", address))
    person_id = _born(card.matricule, card.birth_date)
    if not people.holds_vitale(person_id, card.vitale):
        person_id = NOBODY
    outbox.put(person_id, "recovery.asked", subject=subject, channel=channel)
    return person_id, subject


def prove(person_id: int, subject: str, typed: str) -> None:
    """Check the code; nobody's is never right. Raises ``WrongProof``, ``Slowed``, ``Locked``."""
    try:
        mailboxes.answered(person_id, one_time.check(PURPOSE, subject, typed))
    except WrongProof:
        _tell(EventKind.ONE_TIME_CODE_REFUSED, person_id)
        raise
    attempts.succeeded("recovery", subject)


def problems(person_id: int, password: str) -> list[str]:
    """What is wrong with a new password, in French; empty when it may be taken."""
    account = Account.objects.get(person_id=person_id)
    if check_password(password, account.password):
        return [_("Ce mot de passe est l’ancien. Choisissez-en un autre.")]
    return passwords.problems(account.pk, password)


def reset(person_id: int, password: str) -> str:
    """Keep the new password, end every session, tell the holder; return the identifier."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(person_id=person_id, is_active=True)
        sessions.end_all(account.pk)
        nobody = Actor(ActorKind.PERSON, actor_id=NOBODY)
        passwords.keep(account, password, EventKind.PASSWORD_RESET, nobody)
    attempts.succeeded("identifier", account.identifier)  # whoever was locked out is back
    return account.identifier


@outbox.sender("identifier.reminded")
def send_identifier(person_id: int, *, channel: str) -> None:
    """Send the identifier; nothing to nobody."""
    account = _account(person_id)
    to = _confirmed(account, channel) if account else ""
    if account is None or not to:
        return
    with override(account.language or settings.LANGUAGE_CODE), mailboxes.watched(person_id, to):
        if "@" in to:
            mail.send(to, "accounts/identifier.txt", identifier=account.identifier)
        else:
            words = mail.render("accounts/identifier_sms.txt", identifier=account.identifier)
            sms.carrier().send(to, words)
    _tell(EventKind.IDENTIFIER_REMINDED, person_id)


@outbox.sender("recovery.asked")
def send_code(person_id: int, *, subject: str, channel: str) -> None:
    """Send the one-time code; nothing to nobody."""
    account = _account(person_id)
    to = _confirmed(account, channel) if account else ""
    if account is None or not to:
        return
    try:
        language = account.language or settings.LANGUAGE_CODE
        with override(language), mailboxes.watched(person_id, to):
            one_time.send(PURPOSE, subject, to)
    except (Slowed, Locked):
        return  # the page had said that a code left: the former one still serves
    _tell(EventKind.ONE_TIME_CODE_SENT, person_id)


def _subject(matricule: str) -> str:
    return ids.blind(PURPOSE, matricule).hex()


def _born(matricule: str, day: date) -> int:
    """The person of this number born that day, else nobody; the same questions in any case."""
    person_id = people.find_by_matricule(matricule) or NOBODY
    try:
        known = people.person(person_id)
    except LookupError:
        return NOBODY
    return person_id if known.birth_date == day else NOBODY


def _account(person_id: int) -> Account | None:
    return Account.objects.filter(person_id=person_id, is_active=True).first()


def _confirmed(account: Account, channel: str) -> str:
    """Where the person wishes it, else where they can be reached.

    An address that is refused for good is tried again when there is nothing else.
    """
    confirmed = account.email if account.email_confirmed_at else ""
    email, mobile = mailboxes.alive(confirmed), account.mobile if sms.available() else ""
    return ((mobile or email) if channel == "sms" else (email or mobile)) or confirmed


def _tell(kind: EventKind, person_id: int) -> None:
    record(kind, person_id, Actor(ActorKind.PERSON, actor_id=NOBODY))
