"""Some rounds of ``make mutate``, and that it sees what goes wrong."""

from __future__ import annotations

from random import Random

import pytest

from campaigns.mutate import mutants, octets, rounds, sources, structure
from campaigns.mutate.rounds import Round
from campaigns.mutate.sources import Source
from carnet.formats import kinds, sandbox
from carnet.web.patient import document

in_house = pytest.mark.django_db(transaction=True)
SEED, SECONDS = 5, 60.0


def played(*numbers: int) -> list[Round]:
    return list(rounds.play(numbers, SEED, sources.every(), SECONDS))


def wrong(found: list[Round]) -> list[str]:
    return [words for one in found for words in (*one.watch.errors, *one.watch.hangs)]


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents as they are: those that are taken come to all that follows."""

    def unchanged(random: Random, known: tuple[Source, ...], matricule: str, unique: str) -> object:
        clinical = [one for one in known if one.clinical and one.name.startswith("biology")]
        data = clinical[0].of(matricule, unique)
        return mutants.Mutant(clinical[0].name, data, upload=False, done="nothing")

    monkeypatch.setattr(mutants, "make", unchanged)


@in_house
def test_mutants_are_taken_or_refused_and_none_is_lost() -> None:
    found = played(*range(22), rounds.BATCH - 1)
    assert wrong(found) == []
    taken = [one.taken for one in found]
    assert any(taken)
    assert not all(taken)


def test_the_same_seed_makes_the_same_mutants() -> None:
    known = sources.every()
    for number in range(12):
        one, other = (mutants.make(Random(f"1/{number}"), known, "1" * 15, "2.25.1") for _ in "ab")
        assert one == other


@in_house
def test_sound_documents_are_taken(sound: None) -> None:
    found = played(1)
    assert wrong(found) == []
    assert found[0].taken


@in_house
def test_a_fault_of_a_page_is_an_error(sound: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("of the page")

    monkeypatch.setattr(document, "_no_longer_new", fail)
    assert "GET /documents/…/: 500" in wrong(played(1))


@in_house
def test_a_reader_that_fails_is_an_error(sound: None, monkeypatch: pytest.MonkeyPatch) -> None:
    call = sandbox.call

    def failing(name: str, data: bytes, *more: object) -> object:
        if name == "values":
            sandbox._log.error("formats.reader_failed", function=name)
        return call(name, data, *more)

    monkeypatch.setattr(sandbox, "call", failing)
    assert "logged: formats.reader_failed values" in wrong(played(1))


@in_house
def test_another_original_is_an_error(sound: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_original", lambda *_: b"another")
    assert wrong(played(1)) == ["the original is lost"]


@in_house
def test_a_slow_call_is_a_hang(sound: None) -> None:
    (one,) = rounds.play([1], SEED, sources.every(), 0.0)
    assert one.watch.hangs


def test_structure_makes_bytes_of_anything() -> None:
    clinical = [one for one in sources.every() if one.clinical]
    for number in range(40):
        one = clinical[number % len(clinical)]
        data, done = structure.mutate(one.data, Random(number), 3)
        assert data
        assert done


@pytest.mark.parametrize("data", [b"", b"a", b"<a/>", bytes(5000)])
def test_bytes_of_anything_are_mutated(data: bytes) -> None:
    for number in range(200):
        octets.mutate(data, b"other", Random(number), 3)


def test_every_kind_is_there() -> None:
    found = {kinds.kind(one.data) for one in sources.every()}
    made_here = {"cda", "pdf", "jpeg", "png", "tiff", "gif", "webp", "bmp", "dicom", "rtf", "text"}
    assert made_here <= found
