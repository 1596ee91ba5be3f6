"""``Binary`` of a document that waits for the antivirus, or is infected."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from carnet.access.facts import Actor
from carnet.base.database import execute
from carnet.records.actions import hide
from tests.api.conftest import World
from tests.api.fhir.conftest import Get

pytestmark = pytest.mark.usefixtures("consent")
ANSWERS = {"waiting": (409, "transient"), "infected": (403, "security")}


@pytest.mark.parametrize("state", ANSWERS)
def test_the_original_is_not_given_and_the_metadata_are(
    world: World, deposited: dict[str, str], get: Get, settings: Settings, state: str
) -> None:
    settings.CLAMD_SOCKET = "127.0.0.1:1"
    status, code = ANSWERS[state]
    execute("INSERT INTO records_scan (person_id, entry_no, state, since)"
            " VALUES (%s, 1, %s, now())", [world.person, state])  # fmt: skip
    answer = get(f"/fhir/{deposited['Binary']}")
    assert answer.status_code == status
    (issue,) = answer.json["issue"]
    assert issue["code"] == code
    assert "antivirus" in issue["diagnostics"]
    assert (answer.headers.get("retry-after") is not None) == (state == "waiting")
    assert get(f"/fhir/{deposited['DocumentReference']}").status_code == 200


def test_who_may_not_read_it_is_answered_as_ever(
    world: World, holder: Actor, deposited: dict[str, str], get: Get
) -> None:
    hide(world.person, holder, 1)
    execute("INSERT INTO records_scan (person_id, entry_no, state, since)"
            " VALUES (%s, 1, 'infected', now())", [world.person])  # fmt: skip
    assert get(f"/fhir/{deposited['Binary']}").status_code == 404
