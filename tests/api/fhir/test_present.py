"""POST /fhir/Consent/$present: the code that the person shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from falcon.testing import Result

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import execute, rows
from carnet.journal.events import NOBODY
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.notify import queries as notices
from carnet.sharing import actions as sharing
from carnet.sharing import codes
from carnet.sharing.queries import authorizations
from tests.api.conftest import World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.test_consent import TIMELINE

Present = Callable[..., Result]


@pytest.fixture
def present(world: World, post: Post) -> Present:
    def send(code: Any, professional: int = 0, purpose: str = "normal") -> Result:
        body = {"resourceType": "Parameters", "parameter": [{"name": "code", "valueString": code}]}
        headers = world.headers(professional or world.doctor, purpose=purpose)
        return post("/fhir/Consent/$present", body, headers)

    return send


@pytest.fixture
def code(world: World, holder: Actor) -> str:
    return codes.make(world.person, holder, 24).code


def kinds(person_id: int) -> list[EventKind]:
    return [event.kind for event in history(person_id)]


def test_it_gives_the_consent_of_whoever_showed_it(
    world: World, get: Get, present: Present, code: str
) -> None:
    assert get(TIMELINE).status_code == 403
    answer = present(f" {code[:4].lower()}-{code[4:8]} {code[8:]} ")
    assert answer.status_code == 200, answer.text
    made = answer.json
    assert get(f"/fhir/{made['patient']['reference']}").json["identifier"][0]["value"] == (
        world.matricule
    )
    assert made["extension"][0]["valueCode"] == "code"
    assert get(TIMELINE).status_code == 200
    (line,) = authorizations(world.person)
    assert line.until is not None
    assert abs(line.until - line.since - timedelta(hours=24)) < timedelta(seconds=5)
    assert {EventKind.CONSENT_CODE_MADE, EventKind.CONSENT_RECORDED} <= set(kinds(world.person))
    outbox.drain()
    assert [one.kind for one in notices.notices(world.person)] == ["ACCES_DMP_PS"]


def test_it_serves_once(world: World, present: Present, code: str) -> None:
    assert present(code).status_code == 200
    again, other = present(code), present(code, world.physiotherapist)
    assert again.status_code == other.status_code == 422
    assert [one.professional_id for one in authorizations(world.person)] == [world.doctor]
    assert kinds(world.person).count(EventKind.CONSENT_CODE_REFUSED) == 2


def test_unknown_used_over_and_former_are_one_answer(
    world: World, present: Present, holder: Actor
) -> None:
    former = codes.make(world.person, holder, 1).code
    over = codes.make(world.person, holder, 1).code
    said = {present(former).text, present("ACDE-FHJK-MNPR").text}
    with clock.moved(timedelta(minutes=11)):
        said.add(present(over).text)
    assert len(said) == 1
    assert authorizations(world.person) == []
    # The trace tells whose it was, to that person only.
    assert kinds(world.person).count(EventKind.CONSENT_CODE_REFUSED) == 1
    assert kinds(NOBODY).count(EventKind.CONSENT_CODE_REFUSED) == 2


def test_a_clock_that_went_back_opens_nothing(
    world: World, present: Present, holder: Actor
) -> None:
    with clock.moved(timedelta(hours=1)):
        early = codes.make(world.person, holder, 1).code
    assert codes.waiting(world.person) is None
    assert present(early).status_code == 422


@pytest.mark.parametrize(
    "edit",
    [
        "person_id = person_id + 1",
        "hours = 8760",
        "made_at = made_at - interval '1 second'",
    ],
)
def test_a_row_changed_in_the_database_opens_nothing(
    world: World, present: Present, code: str, edit: str
) -> None:
    """One's own code given to somebody else's record, or made to last."""
    execute(f"UPDATE sharing_consent_code SET {edit}")
    assert present(code).status_code == 422
    assert authorizations(world.person) == authorizations(world.person + 1) == []


def test_a_code_that_a_row_makes_last_is_over(world: World, present: Present, code: str) -> None:
    execute("UPDATE sharing_consent_code SET expires_at = expires_at + interval '1 day'")
    with clock.moved(timedelta(minutes=11)):
        assert present(code).status_code == 422


def test_wrong_codes_are_slowed_then_locked(world: World, present: Present, code: str) -> None:
    answers = [present("ACDE-FHJK-MNPR") for _ in range(5)]
    assert [one.status_code for one in answers] == [422, 422, 422, 422, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert present(code).status_code == 429  # the right one too: it tells nothing
    assert present(code, world.physiotherapist).status_code == 200


def test_a_structure_is_slowed_as_a_whole(world: World, present: Present) -> None:
    from carnet.accounts import attempts

    for _ in range(attempts.LIMITS["consent_code_place"].slow_after + 1):
        attempts.failed("consent_code_place", str(world.practice))
    assert present("ACDE-FHJK-MNPR").status_code == 429


def test_one_who_is_blocked_uses_up_nothing(
    world: World, present: Present, code: str, holder: Actor
) -> None:
    sharing.block(world.person, holder, professional_id=world.doctor)
    assert present(code).status_code == 403
    assert present(code, world.physiotherapist).status_code == 200


def test_only_its_keyed_hash_is_kept(world: World, code: str) -> None:
    ((kept,),) = rows("SELECT code_index FROM sharing_consent_code")
    assert code.encode() not in bytes(kept)
    shown = codes.waiting(world.person)
    assert shown is not None
    assert shown.code == code


def test_a_secret_connection_presents_no_code(present: Present, code: str) -> None:
    answer = present(code, purpose="INVISIBLE_REPRESENTANTS_LEGAUX")
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (422, "business-rule")


@pytest.mark.parametrize("purpose", ["centre_15", "bris_de_glace"])
def test_an_emergency_records_no_consent(
    world: World, present: Present, code: str, purpose: str
) -> None:
    assert present(code, purpose=purpose).status_code == 403
    assert authorizations(world.person) == []


@pytest.mark.parametrize("code", [None, 12, "", "A" * 61, "ACDE\0FHJK", ["A"], "é" * 60])
def test_what_is_no_code_is_refused(present: Present, code: Any) -> None:
    answer = present(code)
    assert answer.status_code == 422
    assert answer.json["issue"][0]["expression"] == [
        "Parameters.parameter.where(name = 'code').value"
    ]


@pytest.mark.parametrize("parameter", [[], [{"name": "code"}] * 2, [{"valueString": "A"}]])
def test_one_code_is_presented(world: World, post: Post, parameter: list[Any]) -> None:
    body = {"resourceType": "Parameters", "parameter": parameter}
    answer = post("/fhir/Consent/$present", body, world.headers(world.doctor))
    assert answer.status_code == 422


def test_a_structure_alone_presents_nothing(world: World, post: Post, code: str) -> None:
    body = {"resourceType": "Parameters", "parameter": [{"name": "code", "valueString": code}]}
    assert post("/fhir/Consent/$present", body, world.headers()).status_code == 403


def test_the_journal_names_a_professional_only(world: World, present: Present) -> None:
    present("ACDE-FHJK-MNPR")
    (event,) = [e for e in history(NOBODY) if e.kind is EventKind.CONSENT_CODE_REFUSED]
    assert (event.actor_kind, event.actor_id) == (ActorKind.PROFESSIONAL, world.doctor)
    assert "ACDE" not in str(event.detail)
