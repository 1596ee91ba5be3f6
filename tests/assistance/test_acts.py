from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, fields
from carnet.assistance import access, acts, cases, mandates, queries
from carnet.assistance.access import Paper
from carnet.assistance.acts import Act
from carnet.assistance.files import Of, Sound, scan
from carnet.assistance.models import File, Mandate
from carnet.assistance.problems import BadFile, NoCase, NotAllowed
from carnet.assistance.roles import Role
from carnet.base import clock, outbox
from carnet.journal.kinds import EventKind
from carnet.journal.presenter import present
from carnet.journal.queries import history
from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.records.problems import Impossible
from carnet.sharing import actions as sharing
from carnet.sharing import families
from tests.accounts.world import CHILD, MOTHER, code, enrol
from tests.assistance.world import account, agent, case, known, picture, told

pytestmark = pytest.mark.django_db
SYSTEM = Actor(ActorKind.SYSTEM)


def paper() -> Sound:
    return scan(picture())


def test_an_opposition_on_paper_is_done_kept_and_told() -> None:
    person_id, who = known(), agent()
    acts.do(who, case(who, person_id), Act.OPPOSE, paper())
    assert record_queries.state(person_id) == "opposed"
    found = mandates.scan_for_person(person_id, 1)
    assert found is not None
    assert found.data == picture()
    kinds = [
        kind for kind, actor, number in told(person_id) if (actor, number) == (4, who.agent_id)
    ]
    assert kinds[-2:] == [EventKind.MANDATE_SIGNED, EventKind.RECORD_OPPOSED]
    outbox.drain()
    assert "oppos" in mail.outbox[-1].subject.lower() + str(mail.outbox[-1].body).lower()


def test_the_history_names_the_desk_and_a_number() -> None:
    person_id, who = known(), agent()
    acts.do(who, case(who, person_id), Act.OPPOSE, paper())
    lines = [present(one, reader_id=person_id) for one in history(person_id)]
    name = f"France Services de Lens, agent n°\u00a0{who.agent_id}"
    assert f"{name} a ouvert votre dossier d’assistance." in [line.sentence for line in lines]
    told_now = [f"{line.sentence} {line.place}" for line in lines[:3]]
    assert all(line.count(name) == 1 for line in told_now), told_now


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        ("not_created", Act.OPPOSE, "opposed"),
        ("opposed", Act.WITHDRAW_OPPOSITION, "created"),
        ("created", Act.CLOSE, "closed"),
        ("closed", Act.REOPEN, "created"),
        ("closed", Act.REQUEST_DELETION, "deletion_pending"),
        ("deletion_pending", Act.CANCEL_DELETION, "closed"),
        ("deletion_pending", Act.REOPEN, "created"),
    ],
)
def test_what_is_offered_is_what_is_done(before: str, act: Act, after: str) -> None:
    person_id, who = known(), agent()
    _bring(person_id, before)
    assert act in acts.possible(record_queries.life(person_id))
    acts.do(who, case(who, person_id), act, paper())
    assert record_queries.state(person_id) == after


def _bring(person_id: int, state: str) -> None:
    actor = Actor(ActorKind.PERSON, person_id)
    if state == "opposed":
        records.oppose(person_id, actor)
    elif state != "not_created":
        records.open_record(person_id, SYSTEM)
    if state in {"closed", "deletion_pending"}:
        records.close_now(person_id, actor)
    if state == "deletion_pending":
        records.request_deletion(person_id, actor)


@pytest.mark.parametrize("state", ["not_created", "opposed", "created", "closed"])
@pytest.mark.parametrize("act", list(Act))
def test_what_is_not_offered_is_impossible_or_nothing(state: str, act: Act) -> None:
    person_id, who = known(), agent()
    _bring(person_id, state)
    if act in acts.possible(record_queries.life(person_id)):
        return
    try:
        acts.do(who, case(who, person_id), act, paper())
    except Impossible:
        assert not Mandate.objects.exists()
    assert record_queries.state(person_id) == state


def test_nothing_is_kept_of_an_act_that_fails() -> None:
    person_id, who = known(), agent()
    with pytest.raises(Impossible):
        acts.do(who, case(who, person_id), Act.CANCEL_DELETION, paper())
    assert not File.objects.exists()


def test_the_reason_of_a_closing_on_paper_is_a_mandate() -> None:
    person_id, who = known(), agent()
    _bring(person_id, "created")
    acts.do(who, case(who, person_id), Act.CLOSE, paper())
    life = record_queries.life(person_id)
    assert life is not None
    assert life.closing_reason == "mandate"


def test_a_case_that_is_over_does_nothing() -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    cases.close_case(who, person_id, opened.case_id)
    with pytest.raises(NoCase):
        acts.do(who, opened, Act.OPPOSE, paper())
    with pytest.raises(NoCase):
        access.unlock(who, opened)
    with pytest.raises(NoCase):
        access.remind(who, opened, "email")
    assert record_queries.state(person_id) == "not_created"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 nothing", "unreadable"),
        (b"\x89PNG\r\n\x1a\nnothing", "unreadable"),
        (b"MZ\x90\x00", "kind"),
        (b"<html></html>", "kind"),
        (b"just words", "kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(10_000_001), "large"),
    ],
)
def test_a_scan_is_known_by_its_content(data: bytes, reason: str) -> None:
    with pytest.raises(BadFile) as refused:
        scan(data)
    assert refused.value.reason == reason


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_sound_scan_is_accepted(kind: str, media: str) -> None:
    assert scan(picture(kind)).media_type == media


def test_a_scan_is_sealed() -> None:
    person_id, who = known(), agent()
    acts.do(who, case(who, person_id), Act.OPPOSE, paper())
    kept = File.objects.get(person_id=person_id, of=Of.MANDATE)
    assert picture()[:16] not in bytes(kept.sealed)


def test_only_a_supervisor_reads_a_scan_again() -> None:
    person_id, who = known(), agent()
    acts.do(who, case(who, person_id), Act.OPPOSE, paper())
    for role in (Role.HOTLINE, Role.FRANCE_SERVICES):
        reader = who if role is Role.FRANCE_SERVICES else agent(role)
        with pytest.raises(NotAllowed):
            mandates.scan_for_agent(reader, person_id, 1)
    supervisor = agent(Role.SUPERVISOR)
    assert mandates.scan_for_agent(supervisor, person_id, 1) is not None
    assert told(person_id)[-1] == (EventKind.SCAN_READ, 4, supervisor.agent_id)


def test_a_new_code_leaves_and_the_agent_never_has_it() -> None:
    person_id, who = known(), agent()
    before = code()
    access.renew_code(who, case(who, person_id), "email")
    assert code() != before
    assert (EventKind.DESK_CODE_RENEWED, 4, who.agent_id) in told(person_id)


def test_a_locked_sign_in_is_unlocked() -> None:
    person_id, who = known(), agent()
    account(person_id)
    for _ in range(10):
        attempts.failed("identifier", "nathalie.d")
    opened = case(who, person_id)
    assert queries.overview(who, opened).standing.locked
    access.unlock(who, opened)
    assert not queries.overview(who, opened).standing.locked
    assert told(person_id)[-1] == (EventKind.DESK_UNLOCKED, 4, who.agent_id)


def test_the_identifier_goes_to_the_person() -> None:
    person_id, who = known(), agent()
    account(person_id)
    access.remind(who, case(who, person_id), "email")
    outbox.drain()
    assert "nathalie.d" in str(mail.outbox[-1].body)
    assert mail.outbox[-1].to == [MOTHER.email]


def test_a_death_is_for_a_supervisor_who_saw_the_certificate() -> None:
    person_id = known()
    with pytest.raises(NotAllowed):
        acts.report_death(agent(Role.HOTLINE), person_id, date(2025, 1, 2))
    supervisor = agent(Role.SUPERVISOR)
    for day in (date(1984, 1, 1), clock.today() + timedelta(days=1)):
        with pytest.raises(fields.Unreadable):
            acts.report_death(supervisor, person_id, day)
    acts.report_death(supervisor, person_id, date(2025, 1, 2))
    assert record_queries.state(person_id) == "deceased"
    assert told(person_id)[-1] == (EventKind.DEATH_RECORDED, 4, supervisor.agent_id)


def test_a_supervisor_ends_a_representation_on_a_document() -> None:
    mother, child = (one.person_id for one in enrol(MOTHER, CHILD))
    with pytest.raises(NotAllowed):
        access.end_representation(_of := agent(), case(_of, child), mother, Paper.JUDGMENT)
    supervisor = agent(Role.SUPERVISOR)
    access.end_representation(supervisor, case(supervisor, child), mother, Paper.JUDGMENT)
    assert families.parents(child) == []


def test_a_supervisor_refuses_a_parent_on_a_document() -> None:
    mother, child = (one.person_id for one in enrol(MOTHER, CHILD))
    with pytest.raises(NotAllowed):
        access.reject_parent(_of := agent(), case(_of, child), mother, Paper.JUDGMENT)
    supervisor = agent(Role.SUPERVISOR)
    access.reject_parent(supervisor, case(supervisor, child), mother, Paper.JUDGMENT)
    assert [one.denied for one in families.parents(child)] == [True]
    assert record_queries.state(child) == "opposed"
    assert [kind for kind, *_ in told(child)][-2:] == [
        EventKind.REPRESENTATION_REJECTED, EventKind.CREATION_BLOCKED
    ]  # fmt: skip
    assert told(child)[-1][2] == supervisor.agent_id
    access.allow_parent(supervisor, case(supervisor, child), mother, Paper.JUDGMENT)
    assert record_queries.state(child) == "created"


def test_a_supervisor_lets_a_parent_answer_again() -> None:
    mother, child = (one.person_id for one in enrol(MOTHER, CHILD))
    sharing.deny(child, mother)
    supervisor = agent(Role.SUPERVISOR)
    access.allow_parent(supervisor, case(supervisor, child), mother, Paper.CIVIL_STATUS)
    tie = families.attachment(child, mother)
    assert tie is not None
    assert not tie.denied


def test_the_overview_names_children_by_first_name() -> None:
    mother, _child = (one.person_id for one in enrol(replace(MOTHER), CHILD))
    who = agent()
    seen = queries.overview(who, case(who, mother))
    assert [one.first_name for one in seen.children] == ["Jules"]
    assert seen.name == "Nathalie Desmaux"
