"""Questions that people put to the hotline, and its answers: sealed, kept a year, then destroyed.

The person may show the data of their account (carnet.accounts.desk.AccountData) for some days and
take it back: that, and never anything of their health.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from carnet.access.facts import Actor
from carnet.accounts import desk
from carnet.accounts.desk import AccountData
from carnet.assistance import files, models, numbers
from carnet.assistance.agents import Agent
from carnet.assistance.files import Of, Sound
from carnet.assistance.problems import BadFile, NoTicket, TooManyTickets
from carnet.assistance.roles import Power, require
from carnet.base import clock
from carnet.journal.events import EventKind, record
from carnet.notify.actions import tell
from carnet.vault import personal

LONGEST = 4000  # characters of a message
OPEN_AT_ONCE = 5  # questions of one record that are not closed


class Subject(enum.StrEnum):
    """What a question is about."""

    SIGN_IN = "sign_in"
    CODE = "code"
    CONTACTS = "contacts"
    FAMILY = "family"
    DOCUMENTS = "documents"
    ACCESS = "access"
    CLOSING = "closing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in a list: nothing of what it says."""

    person_id: int
    ticket_no: int
    subject: Subject
    state: str
    last_at: datetime
    shown_until: datetime | None

    @property
    def shown(self) -> bool:
        """Whether the account's data may be read now."""
        return self.shown_until is not None and self.shown_until > clock.now()


@dataclass(frozen=True, slots=True)
class Message:
    """One message: ``desk`` is empty for the person's own."""

    at: datetime
    desk: str
    agent_id: int | None
    text: str
    files: list[tuple[int, str, int]] = field(default_factory=list)  # number, media type, bytes


def check(uploads: Sequence[bytes]) -> list[Sound]:
    """Check the files of one message. Raises ``BadFile``."""
    if len(uploads) > settings.TICKET_FILES:
        raise BadFile("many")
    return [files.check(one, files.ATTACHMENTS, settings.TICKET_FILE_BYTES) for one in uploads]


def ask(
    person_id: int, actor: Actor, subject: Subject, text: str, attached: Sequence[Sound] = ()
) -> int:
    """Put a question; return its number. Raises ``TooManyTickets``."""
    with transaction.atomic():
        number = numbers.of_ticket(person_id)
        if _of(person_id).exclude(state="closed").count() >= OPEN_AT_ONCE:
            raise TooManyTickets
        now = clock.now()
        models.Ticket.objects.create(
            person_id=person_id, ticket_no=number, subject=subject, state="waiting",
            opened_at=now, last_at=now,
        )  # fmt: skip
        _write(person_id, number, text, attached)
        detail = {"ticket": number, "subject": str(subject)}
        record(EventKind.TICKET_OPENED, person_id, actor, detail=detail)
    return number


def go_on(
    person_id: int, number: int, actor: Actor, text: str, attached: Sequence[Sound] = ()
) -> None:
    """Add to a question that is not closed. Raises ``NoTicket``."""
    with transaction.atomic():
        found = _locked(person_id, number, "waiting", "answered")
        _write(person_id, number, text, attached)
        _move(found, "waiting")
        record(EventKind.TICKET_WRITTEN, person_id, actor, detail={"ticket": number})


def answer(agent: Agent, person_id: int, number: int, text: str) -> None:
    """Answer; the person is told that there is an answer, not what it says.

    Raises ``NotAllowed``, ``NoTicket``.
    """
    require(agent.role, Power.ANSWER_TICKETS)
    with transaction.atomic():
        found = _locked(person_id, number, "waiting", "answered")
        _write(person_id, number, text, (), agent)
        _move(found, "answered")
        record(EventKind.TICKET_ANSWERED, person_id, agent.actor, detail={"ticket": number})
        tell(person_id, "REPONSE_SUPPORT")


def close(person_id: int, number: int, actor: Actor) -> None:
    """Close a question, by either side; the consent ends with it. Raises ``NoTicket``."""
    with transaction.atomic():
        found = _locked(person_id, number, "waiting", "answered")
        found.shown_until = None
        _move(found, "closed")
        record(EventKind.TICKET_CLOSED, person_id, actor, detail={"ticket": number})


def show_account(person_id: int, number: int, actor: Actor) -> datetime:
    """Let agents read the account's data for some days; return until when. ``NoTicket``."""
    with transaction.atomic():
        found = _locked(person_id, number, "waiting", "answered")
        found.shown_until = clock.now() + settings.TICKET_CONSENT
        found.save(update_fields=["shown_until"])
        record(EventKind.ACCOUNT_SHOWN, person_id, actor, detail={"ticket": number})
    return found.shown_until


def hide_account(person_id: int, number: int, actor: Actor) -> None:
    """Take it back. Raises ``NoTicket``."""
    with transaction.atomic():
        found = _locked(person_id, number, "waiting", "answered")
        found.shown_until = None
        found.save(update_fields=["shown_until"])
        record(EventKind.ACCOUNT_HIDDEN, person_id, actor, detail={"ticket": number})


def account(agent: Agent, line: Line) -> AccountData | None:
    """The account's data while the person shows them: journaled. Raises ``NotAllowed``."""
    require(agent.role, Power.ANSWER_TICKETS)
    if not line.shown:
        return None
    detail = {"ticket": line.ticket_no}
    record(EventKind.ACCOUNT_READ, line.person_id, agent.actor, detail=detail)
    return desk.account_data(line.person_id)


def of_person(person_id: int) -> list[Line]:
    """The questions of this record, newest first."""
    return [_line(one) for one in _of(person_id).order_by("-ticket_no")]


def one(person_id: int, number: int) -> Line:
    """One question. Raises ``NoTicket``."""
    found = _of(person_id).filter(ticket_no=number).first()
    if found is None:
        raise NoTicket
    return _line(found)


def waiting(agent: Agent, limit: int = 50) -> list[Line]:
    """The questions that wait for an answer, oldest first. Raises ``NotAllowed``."""
    require(agent.role, Power.ANSWER_TICKETS)
    found = models.Ticket.objects.filter(state="waiting").order_by("last_at")
    return [_line(one) for one in found[:limit]]


def messages(person_id: int, number: int) -> list[Message]:
    """What was written, oldest first, for the person."""
    attached: dict[int, list[tuple[int, str, int]]] = {}
    kept = models.File.objects.filter(person_id=person_id, of=Of.TICKET, owner_no=number)
    known = kept.order_by("file_no").values_list("message_no", "file_no", "media_type", "size")
    for message_no, file_no, media_type, size in known:
        attached.setdefault(message_no, []).append((file_no, media_type, size))
    found = models.TicketMessage.objects.filter(person_id=person_id, ticket_no=number)
    return [
        Message(
            message.at, message.desk, message.agent_id,
            _text(message),
            attached.get(message.message_no, []),
        )
        for message in found.order_by("message_no")
    ]  # fmt: skip


def read(agent: Agent, person_id: int, number: int) -> list[Message]:
    """What was written, for an agent: journaled. Raises ``NotAllowed``, ``NoTicket``."""
    require(agent.role, Power.ANSWER_TICKETS)
    one(person_id, number)
    record(EventKind.TICKET_READ, person_id, agent.actor, detail={"ticket": number})
    return messages(person_id, number)


def attachment(person_id: int, number: int, file_no: int) -> Sound | None:
    """One attached file, for the person; None when there is none."""
    return files.read(person_id, Of.TICKET, number, file_no)


def read_attachment(agent: Agent, person_id: int, number: int, file_no: int) -> Sound | None:
    """The same for an agent: journaled. Raises ``NotAllowed``."""
    require(agent.role, Power.ANSWER_TICKETS)
    found = attachment(person_id, number, file_no)
    if found is not None:
        record(EventKind.TICKET_READ, person_id, agent.actor, detail={"ticket": number})
    return found


def _write(
    person_id: int, number: int, text: str, attached: Sequence[Sound], agent: Agent | None = None
) -> None:
    mine = models.TicketMessage.objects.filter(person_id=person_id, ticket_no=number)
    message_no = mine.count() + 1
    models.TicketMessage.objects.create(
        person_id=person_id, ticket_no=number, message_no=message_no, at=clock.now(),
        agent_id=agent.agent_id if agent else None, desk=agent.desk if agent else "",
        sealed=personal.seal(person_id, text[:LONGEST].encode(), _aad(number, message_no)),
    )  # fmt: skip
    files.keep(person_id, Of.TICKET, number, attached, message_no)


def _text(message: models.TicketMessage) -> str:
    aad = _aad(message.ticket_no, message.message_no)
    return personal.unseal(message.person_id, bytes(message.sealed), aad).decode()


def _locked(person_id: int, number: int, *states: str) -> models.Ticket:
    found = _of(person_id).filter(ticket_no=number, state__in=states).select_for_update().first()
    if found is None:
        raise NoTicket
    return found


def _move(found: models.Ticket, state: str) -> None:
    found.state, found.last_at = state, clock.now()
    found.save(update_fields=["state", "last_at", "shown_until"])


def _of(person_id: int) -> QuerySet[models.Ticket]:
    return models.Ticket.objects.filter(person_id=person_id)


def _line(found: models.Ticket) -> Line:
    return Line(
        found.person_id, found.ticket_no, Subject(found.subject), found.state, found.last_at,
        found.shown_until,
    )  # fmt: skip


def _aad(number: int, message_no: int) -> bytes:
    return f"assistance.message:{number}:{message_no}".encode()
