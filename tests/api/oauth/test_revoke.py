"""POST /oauth/revoke, and what stops a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from falcon.testing import Result, TestClient

from carnet.api.oauth import actions, tokens
from carnet.base import clock
from tests.api.conftest import World
from tests.api.oauth.conftest import Sign

Ask = Callable[..., Result]


def _stopped(api: TestClient, token: str) -> Result:
    return api.simulate_get(
        "/fhir/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989",
        headers={"Authorization": f"Bearer {token}"},
    )


def test_it_works(api: TestClient, signed: Sign, ask: Ask) -> None:
    token = ask(signed()).json["access_token"]
    assert _stopped(api, token).status_code == 200
    assert ask(signed() | {"token": token}, "/oauth/revoke").status_code == 200
    answer = _stopped(api, token)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert answer.json["resourceType"] == "OperationOutcome"


def test_an_unknown_token_is_no_error(signed: Sign, ask: Ask) -> None:
    assert ask(signed() | {"token": "nothing"}, "/oauth/revoke").status_code == 200
    assert ask(signed(), "/oauth/revoke").status_code == 400


def test_nobody_revokes_the_token_of_another(world: World, signed: Sign, ask: Ask) -> None:
    token = actions.issue(world.practice, client_id="another")
    ask(signed() | {"token": token}, "/oauth/revoke")
    assert tokens.check(token).actor.organization_id == world.practice


def test_another_process_learns_it_within_two_seconds(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = actions.issue(world.practice, client_id="mine")
    now = 1000.0
    monkeypatch.setattr("carnet.api.oauth.tokens.time.monotonic", lambda: now)
    tokens.check(token)
    actions.revoke(token, "mine")
    assert tokens.check(token)  # this process remembers
    now += 2.1
    with pytest.raises(tokens.BadToken):
        tokens.check(token)


def test_it_expires(api: TestClient, world: World) -> None:
    token = world.token()
    with clock.moved(actions.LIFETIME + timedelta(seconds=1)):
        assert _stopped(api, token).status_code == 401
        assert actions.forget_expired() == 1


@pytest.mark.parametrize("auth", [None, "Basic eDp5", "Bearer", "Bearer wrong", "Bearer é"])
def test_no_token_no_door(api: TestClient, world: World, auth: str | None) -> None:
    headers = {"Authorization": auth} if auth else {}
    answer = api.simulate_get("/fhir/DocumentReference", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json["issue"][0]["code"] == "login"
