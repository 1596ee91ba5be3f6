"""An abnormal access: reported once, answered once, in secret where the access was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import row
from carnet.journal.events import EventKind, record
from carnet.journal.queries import Event, history
from carnet.journal.wanted import Wanted
from carnet.notify import queries as notices
from carnet.records import door
from carnet.records.actions import create_record
from carnet.sharing import reports
from carnet.sharing.actions import declare_representative
from carnet.sharing.problems import AlreadyAnswered, NoReport, SharingRefused, TooManyReports
from carnet.sharing.reports import Motive

PERSON, PARENT = 601, 602
HOLDER, MOTHER = Actor(ActorKind.PERSON, PERSON), Actor(ActorKind.PERSON, PARENT)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10", software="Médilog")
MOTIVE = Motive.NOT_MY_CARE


@pytest.fixture(autouse=True)
def _record(db: None) -> None:
    create_record(PERSON, "active")
    declare_representative(PERSON, PARENT, until=clock.today().replace(year=2090), certified=True)


def read(actor: Actor = DOCTOR) -> Event:
    record(EventKind.EXISTENCE_TESTED, PERSON, actor)
    return history(PERSON, limit=1)[0]


def test_a_report_is_kept_sealed_and_told() -> None:
    event = read()
    number = reports.report(PERSON, HOLDER, event, MOTIVE, " Je ne le connais pas. ")
    (one,) = reports.waiting()
    assert (one.report_no, one.words, one.professional_id) == (number, "Je ne le connais pas.", 8)
    assert (one.motive, one.organization_id, one.answered_at) == (MOTIVE, 80, None)
    assert reports.event_of(one) == event
    kept = row("SELECT words FROM sharing_report")
    assert kept
    assert b"connais" not in bytes(kept[0])
    told = history(PERSON, limit=1)[0]
    assert (told.kind, told.detail["report"]) == (EventKind.REPORTED, number)


def test_the_same_event_is_reported_once() -> None:
    event = read()
    first = reports.report(PERSON, HOLDER, event, MOTIVE)
    assert reports.report(PERSON, HOLDER, event, Motive.OTHER) == first
    assert reports.report(PERSON, MOTHER, event, MOTIVE) == first + 1


def test_too_many_wait(settings: Settings) -> None:
    settings.REPORTS_OPEN_MAX = 2
    for _ in range(2):
        reports.report(PERSON, HOLDER, read(), MOTIVE)
    with pytest.raises(TooManyReports):
        reports.report(PERSON, HOLDER, read(), MOTIVE)
    reports.answer(PERSON, 1, "C’était votre laboratoire.")
    assert reports.report(PERSON, HOLDER, read(), MOTIVE) == 3


@pytest.mark.parametrize("actor", [DOCTOR, Actor(ActorKind.PERSON, 777)])
def test_only_the_person_and_those_who_represent_them_report(actor: Actor) -> None:
    with pytest.raises(SharingRefused):
        reports.report(PERSON, actor, read(), MOTIVE)
    assert reports.waiting() == []


def test_an_answer_is_told_and_read_once_only() -> None:
    number = reports.report(PERSON, MOTHER, read(), MOTIVE)
    reports.answer(PERSON, number, "Nous avons demandé au cabinet.")
    one = reports.one(PERSON, number)
    assert one.answer == "Nous avons demandé au cabinet."
    assert reports.waiting() == []
    assert [line.kind for line in notices.notices(PERSON)] == ["REPONSE_SIGNALEMENT"]
    assert history(PERSON, limit=1)[0].kind is EventKind.REPORT_ANSWERED
    with pytest.raises(AlreadyAnswered):
        reports.answer(PERSON, number, "Encore.")
    with pytest.raises(NoReport):
        reports.answer(PERSON, 99, "Personne.")


def test_what_a_minor_reports_of_a_secret_access_stays_secret() -> None:
    secret = read(replace(DOCTOR, purpose=Purpose.SECRET))
    number = reports.report(PERSON, HOLDER, secret, MOTIVE)
    reports.answer(PERSON, number, "Vu.")
    assert reports.of_person(PERSON, PARENT) == []
    assert len(reports.of_person(PERSON, PERSON)) == 1
    assert notices.notices(PERSON, representative=True) == []

    def told(actor: Actor) -> list[EventKind]:
        kinds = (EventKind.REPORTED, EventKind.REPORT_ANSWERED)
        opened = door.open(PERSON, actor, Action.READ_HISTORY)
        return [event.kind for event, _ in opened.history(wanted=Wanted(kinds=kinds))]

    assert told(MOTHER) == []
    assert told(HOLDER) == [EventKind.REPORT_ANSWERED, EventKind.REPORTED]
