from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import models, retention, tickets
from carnet.assistance.agents import Agent
from carnet.assistance.problems import BadFile, NotAllowed, NoTicket, TooManyTickets
from carnet.assistance.roles import Role
from carnet.assistance.tickets import Subject
from carnet.base import clock, outbox
from carnet.base.erasure import erase
from carnet.journal.kinds import EventKind
from carnet.notify.queries import notices
from tests.assistance.world import account, agent, known, picture, told

CANARY = "Canari-Ticket"


def holder(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, person_id)


def ask(person_id: int) -> int:
    return tickets.ask(person_id, holder(person_id), Subject.CODE, CANARY)


@pytest.mark.django_db
def test_a_question_is_answered_and_the_message_says_nothing_of_it() -> None:
    person_id, who = known(), agent(Role.HOTLINE)
    account(person_id)
    number = ask(person_id)
    assert [one.ticket_no for one in tickets.waiting(who)] == [number]
    assert [one.text for one in tickets.read(who, person_id, number)] == [CANARY]
    tickets.answer(who, person_id, number, f"{CANARY}, réponse")
    assert tickets.waiting(who) == []
    said = tickets.messages(person_id, number)
    assert [one.desk for one in said] == ["", "Assistance téléphonique"]
    outbox.drain()
    assert [one.kind for one in notices(person_id)] == ["REPONSE_SUPPORT"]
    assert CANARY not in str(mail.outbox[-1].body)
    kinds = [kind for kind, *_ in told(person_id)]
    for kind in (EventKind.TICKET_OPENED, EventKind.TICKET_READ, EventKind.TICKET_ANSWERED):
        assert kind in kinds


@pytest.mark.django_db
def test_the_words_and_files_are_sealed() -> None:
    person_id = known()
    files = tickets.check([picture(), b"some words\r\n"])
    number = tickets.ask(person_id, holder(person_id), Subject.OTHER, CANARY, files)
    assert CANARY.encode() not in bytes(models.TicketMessage.objects.get().sealed)
    assert [one.media_type for one in models.File.objects.order_by("file_no")] == [
        "image/png",
        "text/plain",
    ]
    found = tickets.attachment(person_id, number, 2)
    assert found is not None
    assert found.data == b"some words\r\n"
    assert tickets.attachment(person_id, number, 3) is None


@pytest.mark.django_db
def test_an_agent_who_opens_a_file_is_in_the_history() -> None:
    person_id, who = known(), agent(Role.HOTLINE)
    files = tickets.check([b"some words"])
    number = tickets.ask(person_id, holder(person_id), Subject.OTHER, CANARY, files)
    before = told(person_id)
    assert tickets.read_attachment(who, person_id, number, 2) is None
    assert told(person_id) == before
    found = tickets.read_attachment(who, person_id, number, 1)
    assert found is not None
    assert found.data == b"some words"
    assert told(person_id) == [*before, (EventKind.TICKET_READ, 4, who.agent_id)]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.FRANCE_SERVICES])
def test_who_does_not_answer_does_not_read(role: Role) -> None:
    person_id, who = known(), agent(role)
    number = ask(person_id)
    for verb in (
        lambda: tickets.waiting(who),
        lambda: tickets.read(who, person_id, number),
        lambda: tickets.read_attachment(who, person_id, number, 1),
        lambda: tickets.answer(who, person_id, number, "x"),
        lambda: tickets.account(who, tickets.one(person_id, number)),
    ):
        with pytest.raises(NotAllowed):
            verb()


@pytest.mark.django_db
def test_the_account_is_shown_for_a_week_or_until_taken_back() -> None:
    person_id, who = known(), agent(Role.HOTLINE)
    account(person_id)
    number = ask(person_id)
    assert tickets.account(who, tickets.one(person_id, number)) is None
    tickets.show_account(person_id, number, holder(person_id))
    shown = tickets.account(who, tickets.one(person_id, number))
    assert shown is not None
    assert shown.identifier == "nathalie.d"
    assert told(person_id)[-1] == (EventKind.ACCOUNT_READ, 4, who.agent_id)
    with clock.moved(timedelta(days=8)):
        assert tickets.account(who, tickets.one(person_id, number)) is None
        assert retention.end_consents() == 1
    tickets.show_account(person_id, number, holder(person_id))
    tickets.hide_account(person_id, number, holder(person_id))
    assert tickets.account(who, tickets.one(person_id, number)) is None


@pytest.mark.django_db
def test_a_year_later_nothing_is_left() -> None:
    person_id = known()
    files = tickets.check([picture()])
    tickets.ask(person_id, holder(person_id), Subject.OTHER, CANARY, files)
    with clock.moved(timedelta(days=364)):
        assert retention.destroy_tickets() == 0
    with clock.moved(timedelta(days=366)):
        assert retention.destroy_tickets() == 1
        assert retention.destroy_tickets() == 0
    for model in (models.Ticket, models.TicketMessage, models.File):
        assert not model.objects.exists()
    assert told(person_id)[-1] == (EventKind.TICKETS_DESTROYED, ActorKind.SYSTEM, 0)


@pytest.mark.django_db
def test_a_destroyed_record_takes_its_questions_along() -> None:
    person_id = known()
    ask(person_id)
    assert erase(person_id)["demandes d’aide"] == 1
    assert not models.TicketMessage.objects.exists()


@pytest.mark.django_db
def test_five_questions_at_once() -> None:
    person_id = known()
    for _ in range(5):
        ask(person_id)
    with pytest.raises(TooManyTickets):
        ask(person_id)
    tickets.close(person_id, 1, holder(person_id))
    assert ask(person_id) == 6


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ([b"x"] * 6, "many"),
        ([b""], "empty"),
        ([b"MZ\x90\x00\x03"], "kind"),
        ([b"x" * 10_000_001], "large"),
        ([b"%PDF-1.4 broken"], "unreadable"),
    ],
)
def test_files_are_known_by_their_content(sent: list[bytes], reason: str) -> None:
    with pytest.raises(BadFile) as refused:
        tickets.check(sent)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Été\r\n".encode(), "text/plain"),
        ("Été".encode("cp1252"), "text/plain"),
        (b"{\\rtf1 words}", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/msword"),
    ],
)
def test_the_types_of_the_official_product(data: bytes, kind: str) -> None:
    assert tickets.check([data])[0].media_type == kind


class Tickets(RuleBasedStateMachine):
    """One question: who may write, and what a close ends."""

    person_id: int
    who: Agent

    def __init__(self) -> None:
        super().__init__()
        models.Ticket.objects.all().delete()
        models.TicketMessage.objects.all().delete()
        self.number = ask(self.person_id)
        self.state, self.said, self.shown = "waiting", 1, False

    def attempt(self, verb: object, *, then: str) -> bool:
        if self.state == "closed":
            with pytest.raises(NoTicket):
                verb()  # type: ignore[operator]
            return False
        verb()  # type: ignore[operator]
        self.state = then
        return True

    @rule(text=st.text(min_size=1, max_size=40))
    def add(self, text: str) -> None:
        clean = text.encode("utf-8", "ignore").decode()
        actor = holder(self.person_id)
        verb = lambda: tickets.go_on(self.person_id, self.number, actor, clean)  # noqa: E731
        self.said += self.attempt(verb, then="waiting")

    @rule()
    def answer(self) -> None:
        verb = lambda: tickets.answer(self.who, self.person_id, self.number, "oui")  # noqa: E731
        self.said += self.attempt(verb, then="answered")

    @rule(mine=st.booleans())
    def close(self, mine: bool) -> None:
        actor = holder(self.person_id) if mine else self.who.actor
        self.attempt(lambda: tickets.close(self.person_id, self.number, actor), then="closed")
        self.shown = False

    @rule()
    def show(self) -> None:
        actor = holder(self.person_id)
        verb = lambda: tickets.show_account(self.person_id, self.number, actor)  # noqa: E731
        self.shown = self.attempt(verb, then=self.state)

    @rule()
    def hide(self) -> None:
        actor = holder(self.person_id)
        verb = lambda: tickets.hide_account(self.person_id, self.number, actor)  # noqa: E731
        self.attempt(verb, then=self.state)
        self.shown = False

    @invariant()
    def it_is_as_told(self) -> None:
        line = tickets.one(self.person_id, self.number)
        assert (line.state, line.shown) == (self.state, self.shown)
        assert len(tickets.messages(self.person_id, self.number)) == self.said


class TestTickets(TestCase):
    def test_machine(self) -> None:
        Tickets.person_id, Tickets.who = known(), agent(Role.HOTLINE)
        run_state_machine_as_test(
            Tickets,
            settings=settings(
                max_examples=12,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
