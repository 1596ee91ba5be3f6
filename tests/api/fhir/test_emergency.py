"""Reading in an emergency through the FHIR door: begun, told, over, and told to the doctor."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from carnet.access.facts import Actor
from carnet.base import clock, outbox
from carnet.base.database import rows
from carnet.identity import directory
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.notify import queries as notices
from carnet.notify.mail import Undeliverable
from carnet.sharing import actions as sharing
from carnet.sharing.emergencies import Access, accesses, digest
from tests.api.conftest import World
from tests.api.fhir.conftest import Get
from tests.api.fhir.test_consent import TIMELINE

REASON = "Patient inconscient, sans accompagnant"


def enter(world: World, get: Get, reason: str = REASON, professional: int = 0) -> int:
    """Search with a token that breaks the glass, given now."""
    who = professional or world.doctor
    headers = world.headers(who, purpose="bris_de_glace", reason=reason)
    return int(get(TIMELINE, **headers).status_code)


def entered(world: World) -> list[Access]:
    return accesses(world.person)


def told(world: World) -> list[str]:
    outbox.drain()
    return [one.kind for one in notices.notices(world.person)]


def test_it_is_kept_traced_and_told_at_once(world: World, get: Get) -> None:
    assert get(TIMELINE).status_code == 403
    assert enter(world, get) == 200
    (access,) = entered(world)
    assert (access.professional_id, access.organization_id) == (world.doctor, world.practice)
    assert (access.reason, access.until - access.at) == (REASON, timedelta(hours=8))
    (event,) = [e for e in history(world.person) if e.kind is EventKind.EMERGENCY_ENTERED]
    assert event.detail["access"] == 1
    assert event.detail["reason"] == digest(REASON)
    assert REASON not in str(event.detail)
    assert hashlib.sha256(REASON.encode()).hexdigest()[:32] not in str(event.detail)
    assert told(world) == ["ACCES_BRIS_GLACE"]


def test_the_same_professional_goes_on(world: World, get: Get) -> None:
    enter(world, get)
    with clock.moved(timedelta(hours=7)):
        assert enter(world, get, "Toujours inconscient, bilan") == 200
    assert len(entered(world)) == 1
    assert told(world) == ["ACCES_BRIS_GLACE"]


def test_another_professional_purpose_or_structure_is_another_access(
    world: World, get: Get
) -> None:
    enter(world, get)
    enter(world, get, professional=world.biologist)
    headers = world.headers(world.doctor, world.laboratory, "bris_de_glace", REASON)
    assert get(TIMELINE, **headers).status_code == 200
    assert get(TIMELINE, **world.headers(world.doctor, purpose="centre_15")).status_code == 200
    assert [one.access_no for one in entered(world)] == [4, 3, 2, 1]


def test_once_over_it_takes_a_reason_given_since(world: World, get: Get) -> None:
    enter(world, get)
    headers = {}
    with clock.moved(timedelta(hours=7, minutes=50)):
        headers = world.headers(world.doctor, purpose="bris_de_glace", reason=REASON)
        assert get(TIMELINE, **headers).status_code == 200
    with clock.moved(timedelta(hours=8, minutes=5)):
        late = get(TIMELINE, **headers)
        assert late.status_code == 403
        assert "nouveau motif" in late.json["issue"][0]["diagnostics"]
        assert enter(world, get, "Rechute, toujours inconscient") == 200
    assert [one.reason for one in entered(world)] == ["Rechute, toujours inconscient", REASON]


def test_a_clock_that_goes_back_shuts_nobody_out(world: World, get: Get) -> None:
    with clock.moved(timedelta(hours=2)):
        enter(world, get)
    assert enter(world, get) == 200
    assert len(entered(world)) == 2


def test_it_changes_nothing(world: World, get: Get) -> None:
    enter(world, get)
    assert get(TIMELINE).status_code == 403  # the same professional, in a normal session


@pytest.mark.parametrize("purpose", ["centre_15", "bris_de_glace"])
def test_who_said_no_is_not_entered(world: World, get: Get, holder: Actor, purpose: str) -> None:
    sharing.choose_emergency(
        world.person, holder, regulation=False, other_professionals=False, hidden_documents=True
    )
    headers = world.headers(world.doctor, purpose=purpose, reason=REASON)
    assert get(TIMELINE, **headers).status_code == 403
    assert entered(world) == []
    assert told(world) == []


def test_asking_whether_a_record_exists_enters_nowhere(world: World, get: Get) -> None:
    path = f"/fhir/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10%7C{world.matricule}"
    headers = world.headers(world.doctor, purpose="bris_de_glace", reason=REASON)
    assert get(path, **headers).status_code == 200
    assert entered(world) == []


def test_two_at_once_are_one(world: World) -> None:
    """What a second request meets when it asked before the first one wrote."""
    from carnet.access.decide import decide
    from carnet.access.facts import Action
    from carnet.api.oauth import tokens
    from carnet.sharing import emergencies
    from carnet.sharing.standing import facts

    token = world.token(world.doctor, purpose="bris_de_glace", reason=REASON)
    actor = tokens.check(token).actor
    decision = decide(facts(world.person, actor, Action.SEARCH))
    now = clock.now()
    assert emergencies._begin(world.person, actor, decision, now)
    assert not emergencies._begin(world.person, actor, decision, now)
    assert len(entered(world)) == 1


class TestTheMedecinTraitant:
    """Their software asks for what they are to be told (R1111-48)."""

    @pytest.fixture(autouse=True)
    def declared(self, world: World) -> None:
        sharing.declare_treating_doctor(world.person, world.biologist, clock.today())

    def test_they_are_told_of_whom_and_by_whom(self, world: World, get: Get) -> None:
        enter(world, get)
        outbox.drain()
        found = get("/fhir/Communication", world.biologist).json
        (one,) = (entry["resource"] for entry in found["entry"])
        assert one["subject"]["identifier"]["value"] == world.matricule
        assert "MEDECIN" in one["payload"][0]["contentString"].upper()
        assert REASON not in str(one)
        assert get(f"/fhir/Communication/{one['id']}", world.biologist).json == one
        events = [e.kind for e in history(world.person)]
        assert events.count(EventKind.DOCTOR_TOLD) == 1

    def test_an_e_mail_says_that_something_waits_and_nothing_more(
        self, world: World, get: Get, settings: Settings
    ) -> None:
        settings.BASE_URL = "https://carnet.example"
        enter(world, get)
        outbox.drain()
        (sent,) = mail.outbox
        assert sent.to == ["anne@cabinet.example"]
        approved = Path(__file__).with_name("snapshots") / "professional.txt"
        assert f"{sent.subject}\n\n{sent.body}" == approved.read_text(encoding="utf-8")
        outbox.drain()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("since", ["another", "blocked", "read", "no address", "refused"])
    def test_no_e_mail_leaves_when_nothing_waits(
        self, world: World, get: Get, holder: Actor, monkeypatch: pytest.MonkeyPatch, since: str
    ) -> None:
        def refuse(*_: object) -> None:
            raise Undeliverable

        monkeypatch.setattr(outbox, "_send_all", lambda _limit, _began: 0)
        enter(world, get)
        outbox.drain()
        monkeypatch.undo()
        changes: dict[str, Callable[[], object]] = {
            "another": lambda: sharing.declare_treating_doctor(
                world.person, world.doctor, clock.today()
            ),
            "blocked": lambda: sharing.block(world.person, holder, professional_id=world.biologist),
            "read": lambda: get("/fhir/Communication", world.biologist),
            "no address": lambda: directory.add_professional(
                "10001234508", "BIOLOGISTE", "Anne", "G15_10"
            ),
            "refused": lambda: monkeypatch.setattr("carnet.notify.mail._hand_over", refuse),
        }
        changes[since]()
        outbox.drain()
        assert mail.outbox == []
        assert rows("SELECT 1 FROM base_outbox WHERE kind = 'professional.write'") == []

    def test_nobody_else_reads_it(self, world: World, get: Get) -> None:
        enter(world, get)
        outbox.drain()
        ((number,),) = rows("SELECT notice_id FROM notify_professional_notice")
        assert get("/fhir/Communication").json["total"] == 0
        assert get(f"/fhir/Communication/{number}").status_code == 404
        assert get("/fhir/Communication/x").status_code == 404
        assert get("/fhir/Communication", **world.headers()).status_code == 403

    def test_they_are_not_told_of_themselves(self, world: World, get: Get) -> None:
        enter(world, get, professional=world.biologist)
        outbox.drain()
        assert get("/fhir/Communication", world.biologist).json["total"] == 0

    def test_one_who_is_blocked_is_told_nothing(
        self, world: World, get: Get, holder: Actor
    ) -> None:
        sharing.block(world.person, holder, professional_id=world.biologist)
        enter(world, get)
        outbox.drain()
        assert get("/fhir/Communication", world.biologist).json["total"] == 0

    @pytest.mark.parametrize("since", ["another", "blocked", "blocked with their structure"])
    def test_one_who_is_so_no_more_reads_not_even_what_came_before(
        self, world: World, get: Get, holder: Actor, since: str
    ) -> None:
        enter(world, get)
        outbox.drain()
        (entry,) = get("/fhir/Communication", world.biologist).json["entry"]
        changes: dict[str, Callable[[], object]] = {
            "another": lambda: sharing.declare_treating_doctor(
                world.person, world.doctor, clock.today()
            ),
            "blocked": lambda: sharing.block(world.person, holder, professional_id=world.biologist),
            "blocked with their structure": lambda: sharing.block(
                world.person, holder, organization_id=world.practice
            ),
        }
        changes[since]()
        assert get("/fhir/Communication", world.biologist).json["total"] == 0
        path = f"/fhir/Communication/{entry['resource']['id']}"
        assert get(path, world.biologist).status_code == 404

    def test_since_a_date(self, world: World, get: Get) -> None:
        enter(world, get)
        outbox.drain()
        day = (clock.today() + timedelta(days=1)).isoformat()
        assert get(f"/fhir/Communication?sent=ge{day}", world.biologist).json["total"] == 0
        assert get("/fhir/Communication?sent=hier", world.biologist).status_code == 400
