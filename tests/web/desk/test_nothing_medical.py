"""Agents never reach anything medical: every route of the house is walked with their session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from falcon.testing import TestClient

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Facts
from carnet.accounts.models import Account
from carnet.api.app import application
from carnet.assistance import cases, tickets
from carnet.assistance.agents import known
from carnet.assistance.roles import Role
from carnet.assistance.tickets import Subject
from carnet.base.database import execute, rows
from carnet.base.ids import Kind, Pointer, conceal
from carnet.demo import cda
from carnet.demo.cda.content import Biology, Document, Prescription
from carnet.identity import directory
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.problems import Refused
from carnet.web.desk import session as desk_session
from tests.assistance.world import agent
from tests.web import routes
from tests.web.desk.conftest import at_desk
from tests.web.routes import EVERY
from uichecks.world import World, build

CANARY = "Canarimédical"  # in titles and names
WRITTEN, MEASURED = "Canarirédigé", "7351973"  # in the words and the values of documents
CANARIES = (CANARY, WRITTEN, MEASURED)


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """A family with documents, where canaries are whatever may tell something."""
    write = cda.write
    monkeypatch.setattr(cda, "write", lambda document: write(planted(document)))
    built = build()
    execute("UPDATE records_entry SET title = %s || entry_no", [CANARY])
    execute("UPDATE identity_professional SET family_name = %s, given_name = %s", [CANARY, CANARY])
    execute("UPDATE identity_organization SET name = %s || organization_id", [CANARY])
    directory.forget()
    return built


def planted(document: Document) -> Document:
    """The same document; what a prescription says, what a laboratory says and measured are not."""
    content = document.content
    if isinstance(content, Prescription):
        drugs = tuple(replace(one, dosage=WRITTEN) for one in content.drugs)
        return replace(document, content=Prescription(drugs))
    if isinstance(content, Biology):
        results = tuple(replace(one, value=float(MEASURED)) for one in content.results)
        return replace(document, content=replace(content, results=results, comment=WRITTEN))
    return document


def addresses(name: str, wanted: set[str], world: World) -> Iterator[str]:
    """The route with what exists of the person: documents, tickets, mandates, family."""
    entries = world.documents[0], world.documents[-1]  # a laboratory report, a prescription
    pointers = [Pointer(Kind.ENTRY, world.julie, number) for number in entries]
    pointers += [Pointer(kind, world.julie, 1) for kind in Kind if kind is not Kind.ENTRY]
    keys = [conceal(pointer) for pointer in pointers]
    return routes.addresses(name, wanted, keys if wanted & {"identifier", "notice"} else keys[:1])


def told(answer: Any) -> set[str]:
    """The canaries that this answer holds."""
    body = b"".join(answer) if answer.streaming else answer.content
    return {one for one in CANARIES if one.encode() in body}


def walk(client: Client, world: World, *, desk: bool) -> Iterator[tuple[str, str, Any]]:
    """Ask for every route but the way out, inside or outside the desk, in both ways."""
    kept = client.cookies[desk_session.COOKIE].value
    for name, wanted in EVERY:
        if name.startswith("desk:") is not desk or name == "desk:sign_out":
            continue
        for address in addresses(name, wanted, world):
            for method in ("get", "post"):
                # Everywhere, under either name: no browser would do as much.
                client.cookies["sessionid"] = client.cookies[desk_session.COOKIE] = kept
                yield method, address, getattr(client, method)(address)


@pytest.mark.parametrize("role", list(Role))
def test_outside_the_desk_an_agent_is_nobody(role: Role, world: World) -> None:
    anonymous, walked = Client(), 0
    for method, address, answer in walk(at_desk(role), world, desk=False):
        walked += 1
        assert answer.status_code < 500, address
        assert not told(answer), address
        same = getattr(anonymous, method)(address)
        assert answer.status_code == same.status_code, address
        assert answer.get("Location") == same.get("Location"), address
    assert walked > 150


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("whose", ["julie", "zoe"])
def test_no_page_of_the_desk_tells_anything_medical(role: Role, whose: str, world: World) -> None:
    client, person_id = at_desk(role), getattr(world, whose)
    holder = Actor(ActorKind.PERSON, world.julie)
    tickets.ask(world.julie, holder, Subject.DOCUMENTS, "Un document manque.")
    tickets.show_account(world.julie, 1, holder)
    seen = set()
    open_case(client, role, person_id)
    for method, address, answer in walk(client, world, desk=True):
        assert answer.status_code < 500, address
        assert not told(answer), address
        if answer.status_code == 200 and method == "get":
            seen.add(address)
        open_case(client, role, person_id)
    assert "/guichet/dossier/" in seen
    assert len(seen) > 8


def open_case(client: Client, role: Role, person_id: int) -> None:
    """Open the case again: some of the pages that are walked close it."""
    kept = desk_session.DeskSession(client.cookies[desk_session.COOKIE].value)
    opened = cases.open_case(known(kept["agent"]["id"]), person_id, cases.Proof.QUESTIONS)
    kept["case"] = {"person": person_id, "id": str(opened.case_id)}
    kept["found"] = person_id
    kept.save()


@pytest.mark.parametrize("path", ["DocumentReference", "List", "Binary/x", "Patient", "Consent"])
def test_the_doors_of_software_know_no_agent(path: str, world: World) -> None:
    key = at_desk(Role.SUPERVISOR).cookies[desk_session.COOKIE].value
    cookies = {"Cookie": f"sessionid={key}; {desk_session.COOKIE}={key}"}
    for headers in (cookies, {"Authorization": f"Bearer {key}"}):
        answer = TestClient(application).simulate_get(f"/fhir/{path}", headers=headers)
        assert answer.status_code in {401, 404}, answer.text
        assert not any(one in answer.text for one in CANARIES)


@pytest.mark.parametrize("action", list(Action))
def test_the_policy_refuses_an_agent_everything(action: Action) -> None:
    for record_open in (True, False):
        for archived in (True, False):
            facts = Facts(
                action, Actor(ActorKind.AGENT, 1), record_open=record_open, archived=archived,
                consent=True, team_consent=True, treating_doctor=True,
            )  # fmt: skip
            assert not decide(facts).allowed


@pytest.mark.parametrize("action", [Action.OPEN, Action.SEARCH, Action.READ, Action.READ_HISTORY])
def test_the_one_door_refuses_an_agent_and_tells(action: Action, world: World) -> None:
    who = agent(Role.SUPERVISOR)
    with pytest.raises(Refused):
        door.open(world.julie, who.actor, action)
    found = rows("SELECT kind, actor_id FROM journal_event ORDER BY at DESC LIMIT 1")
    assert found == [(EventKind.ACCESS_REFUSED, who.agent_id)]


def test_the_walk_would_see_a_leak(client: Client, world: World) -> None:
    client.force_login(Account.objects.get(person_id=world.julie))
    leaks: dict[str, set[str]] = {}
    for name, wanted in EVERY:
        for address in addresses(name, wanted, world):
            leaks.setdefault(name, set()).update(told(client.get(address)))
    assert all(leaks[one] for one in ("patient:documents", "patient:document", "patient:access"))
    assert leaks["patient:document"] >= {WRITTEN, MEASURED}
    assert leaks["patient:original"] >= {WRITTEN, MEASURED}
