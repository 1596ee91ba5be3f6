"""Who a document is of stands nowhere in clear: every row of every table is searched."""

from __future__ import annotations

import msgspec
import pytest

from carnet.base.database import execute, rows
from carnet.formats.cda.model import Metadata
from carnet.identity import people
from carnet.records import patient
from carnet.records.models import Entry
from carnet.sharing import emergencies, reviews
from carnet.vault.problems import IntegrityProblem
from tests.api.conftest import MATRICULE, World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, transaction
from tests.api.fhir.test_consent import TIMELINE

FAMILY, GIVEN = "KERVRAHNEC", ("ZELIANE", "OXANE")
BIRTH = "19790307"
REASON, REMARK = "Coma acidocétosique, seule", "Diabète connu du SAMU"
# Where the traits of a person stand in clear today, by design; the matricule does nowhere.
TRAITS = {"identity_person"}


def document(number: int) -> bytes:
    data = cda(number).decode()
    data = data.replace("PATIENT<", f"{FAMILY}<").replace("JEANNE MARIE", " ".join(GIVEN))
    return data.replace(">JEANNE<", f">{GIVEN[0]}<").encode()


@pytest.fixture
def told(world: World, post: Post, get: Get, consent: None) -> str:
    """A world where documents came, were read, and a search by INS was made; one address."""
    execute(
        "UPDATE identity_person SET birth_name = %s, given_names = %s WHERE person_id = %s",
        [FAMILY, " ".join(GIVEN), world.person],
    )
    lot = post("/fhir", transaction(document(1)))
    assert lot.status_code == 200, lot.text
    where = [one["response"]["location"] for one in lot.json["entry"]]
    (reference,) = [one for one in where if one.startswith("DocumentReference/")]
    search = f"/fhir/DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|{MATRICULE}"
    for path in (search + "&status=current", f"/fhir/{reference}"):
        assert get(path).status_code == 200
    return f"/fhir/{reference}"


def holding(*words: str) -> set[str]:
    """Names of tables of which a row, cast to text, holds one of these, bytes included."""
    tables = rows(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE relkind IN ('r', 'p') AND nspname = 'public'"
    )
    sought = [part for word in words for part in (word.lower(), word.encode().hex())]
    return {
        table
        for (table,) in tables
        for word in sought
        if rows(f"SELECT 1 FROM {table} t WHERE strpos(lower(t::text), %s) > 0 LIMIT 1", [word])
    }


def test_nothing_is_in_clear(told: str) -> None:
    assert holding("compte rendu de biologie") == {"records_entry"}  # the search does find
    assert holding(FAMILY, *GIVEN) == TRAITS
    assert holding(MATRICULE, MATRICULE[:13], BIRTH) == set()


def test_why_somebody_entered_in_an_emergency_is_not_in_clear(world: World, get: Get) -> None:
    headers = world.headers(world.doctor, purpose="bris_de_glace", reason=REASON)
    assert get(TIMELINE, **headers).status_code == 200
    assert reviews.to_review()[0].reason == REASON
    reviews.review(world.person, 1, "justified", REMARK)
    assert emergencies.accesses(world.person)[0].remark == REMARK
    assert rows("SELECT 1 FROM oauth_token WHERE reason IS NOT NULL") == [(1,)]
    assert holding(REASON, REMARK) == set()


@pytest.mark.parametrize("column", ["reason", "remark"])
def test_words_moved_to_another_access_do_not_open(world: World, get: Get, column: str) -> None:
    for who in (world.doctor, world.biologist):
        headers = world.headers(who, purpose="bris_de_glace", reason=REASON)
        assert get(TIMELINE, **headers).status_code == 200
    for number in (1, 2):
        reviews.review(world.person, number, "justified", REMARK)
    execute(
        f"UPDATE sharing_emergency_access SET {column} = (SELECT {column}"
        " FROM sharing_emergency_access WHERE access_no = 1) WHERE access_no = 2"
    )
    with pytest.raises(IntegrityProblem):
        emergencies.accesses(world.person)


def test_a_full_answer_still_tells_the_patient_as_the_producer_did(told: str, get: Get) -> None:
    answer = get(told).json
    (subject,) = [one for one in answer["contained"] if one["resourceType"] == "Patient"]
    assert subject["identifier"][0]["value"] == MATRICULE
    assert subject["name"] == [{"use": "official", "family": FAMILY, "given": list(GIVEN)}]
    assert subject["birthDate"] == "1979-03-07"


def test_a_block_moved_to_another_document_does_not_open(
    told: str, post: Post, get: Get, world: World
) -> None:
    post("/fhir", transaction(document(2)))
    first, second = Entry.objects.order_by("entry_no")
    execute(
        "UPDATE records_entry SET source_patient = %s WHERE entry_no = %s",
        [bytes(second.source_patient), first.entry_no],
    )
    assert get(told).status_code == 500
    assert people.matricule(world.person)[1] == MATRICULE


def test_the_header_is_that_of_the_document_again(told: str) -> None:
    kept = Entry.objects.get()
    assert "patient" not in kept.header
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(kept.header, Metadata)
    for person_id, unique_id in ((kept.person_id + 1, kept.unique_id), (kept.person_id, "1.2")):
        with pytest.raises(IntegrityProblem):
            patient.restored(kept.header, bytes(kept.source_patient), person_id, unique_id)
