"""What goes wrong on our side: an answer that blames nobody, a number, a log without values."""

from __future__ import annotations

from unittest.mock import patch

from structlog.testing import capture_logs

from carnet.formats import sandbox
from carnet.formats.problems import Busy
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.records.models import Entry
from carnet.vault import store
from carnet.vault.problems import IntegrityProblem
from tests.api.conftest import MATRICULE, World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, reference, transaction


def test_a_busy_house_does_not_blame_the_document(world: World, post: Post) -> None:
    for path, body in (
        ("/fhir", transaction(cda())),
        ("/fhir/DocumentReference", reference(cda())),
    ):
        with patch.object(sandbox, "read_metadata", side_effect=Busy):
            answer = post(path, body)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
        assert answer.json["issue"][0]["code"] == "transient"
    assert not Entry.objects.exists()
    assert EventKind.DEPOSIT_REFUSED not in {event.kind for event in history(world.person)}
    assert post("/fhir", transaction(cda())).status_code == 200


def test_an_altered_document_is_a_fault_with_a_number_and_a_trace(
    world: World, get: Get, deposited: dict[str, str], consent: None
) -> None:
    fault = IntegrityProblem(f"altered: {MATRICULE}")
    with patch.object(store, "get", side_effect=fault), capture_logs() as lines:
        answer = get(f"/fhir/{deposited['Binary']}")
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (500, "exception")
    (line,) = [one for one in lines if one["event"] == "fault"]
    assert line["number"] in answer.text
    assert line["exc_info"] is fault  # carnet.base.logs tells of it without its words
    assert MATRICULE not in answer.text
    event = history(world.person)[0]
    assert (event.kind, event.actor_id) == (EventKind.DOCUMENT_UNREADABLE, world.doctor)
