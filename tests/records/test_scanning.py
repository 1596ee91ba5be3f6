"""The antivirus: clean, infected, nobody there; and what may be given away meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from carnet.base import clock
from carnet.base.database import rows
from carnet.base.ids import Kind, Pointer, reveal
from carnet.journal.kinds import EventKind
from carnet.records import clamd as protocol
from carnet.records import door, infections, scanning
from carnet.records.actions import hide
from carnet.records.problems import NotFound, Withheld
from carnet.records.scanning import State
from tests.records.fake_clamd import EICAR, Clamd, clamd
from tests.records.world import DOCTOR, HOLDER, PERSON, consent, document, events, put

pytestmark = pytest.mark.django_db
INFECTED = b"<ClinicalDocument>" + EICAR + b"</ClinicalDocument>"


@pytest.fixture(params=["unix", "tcp"])
def daemon(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    settings: Settings,
) -> Iterator[Clamd]:
    path = tmp_path_factory.mktemp("c") / "s" if request.param == "unix" else None
    with clamd(path) as (address, one):
        settings.CLAMD_SOCKET, settings.CLAMD_SECONDS = address, 3.0
        yield one


@pytest.fixture
def nobody(settings: Settings) -> None:
    settings.CLAMD_SOCKET, settings.CLAMD_SECONDS = "127.0.0.1:1", 0.5


def states() -> list[tuple[str, int]]:
    return rows("SELECT state, tries FROM records_scan ORDER BY entry_no")


def given(entry_no: int = 1, *, rendition: bool = False) -> bytes:
    return door.open(PERSON, HOLDER).read(entry_no, rendition=rendition)


@pytest.mark.parametrize("size", [0, 1, 65536, 65537, 1_000_000])
def test_all_the_bytes_are_looked_at(daemon: Clamd, size: int) -> None:
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert scanning.check(data).clean
    assert daemon.received == [data]


def test_what_is_found_is_named(daemon: Clamd) -> None:
    verdict = scanning.check(INFECTED)
    assert (verdict.infected, verdict.found) == (True, "Win.Test.EICAR_HDB-1")


@pytest.mark.parametrize("manner", ["half", "shut", "limit", "noise"])
def test_no_sound_answer_is_no_answer(daemon: Clamd, manner: str) -> None:
    daemon.manner = manner
    assert scanning.check(b"<a/>").state is State.UNREACHABLE


@pytest.mark.parametrize("manner", ["slow", "dribble"])
def test_a_slow_answer_is_waited_for_once(daemon: Clamd, settings: Settings, manner: str) -> None:
    daemon.manner, settings.CLAMD_SECONDS = manner, 0.3
    assert scanning.check(b"<a/>").state is State.UNREACHABLE


@pytest.mark.parametrize("address", ["/nowhere/at/all", "127.0.0.1:1", "host", ":x", "[::1]:1"])
def test_nobody_there(settings: Settings, address: str) -> None:
    settings.CLAMD_SOCKET, settings.CLAMD_SECONDS = address, 0.5
    assert scanning.check(b"<a/>").state is State.UNREACHABLE
    with pytest.raises(protocol.Unreachable):
        protocol.ask(address, b"", 0.5)


def test_without_an_antivirus_nothing_waits(record: int) -> None:
    put(document(1))
    assert states() == []
    assert scanning.scan_waiting() == 0
    assert scanning.check(EICAR).state is State.NOT_ASKED
    assert given()


def test_what_waits_is_drawn_and_not_given(record: int, nobody: None) -> None:
    put(document(1))
    assert states() == [("waiting", 0)]
    with pytest.raises(Withheld) as why:
        given()
    assert (why.value.infected, why.value.since) == (
        False,
        rows("SELECT since FROM records_scan")[0][0],
    )
    assert given(rendition=True) == document(1).data
    assert [kind for kind, *_ in events()][-2:] == [
        EventKind.DOCUMENT_WITHHELD,
        EventKind.DOCUMENT_READ,
    ]


def test_clean_is_given(record: int, daemon: Clamd) -> None:
    put(document(1), document(2))
    assert scanning.scan_waiting() == 2
    assert states() == [("clean", 0)] * 2
    assert given() == document(1).data
    assert scanning.scan_waiting() == 0


def test_infected_is_neither_given_nor_drawn(record: int, daemon: Clamd) -> None:
    put(document(1, data=INFECTED))
    assert scanning.scan_waiting() == 1
    for rendition in (False, True):
        with pytest.raises(Withheld) as why:
            given(rendition=rendition)
        assert why.value.infected
    (found,) = [(who, entry, detail) for kind, who, entry, _rule, detail in events()
                if kind == EventKind.INFECTION_FOUND]  # fmt: skip
    assert found == (0, 1, '{"found":"Win.Test.EICAR_HDB-1"}')
    assert scanning.scan_waiting() == 0


def test_found_clean_before_is_not_looked_at_again(record: int, daemon: Clamd) -> None:
    put(document(1, found_clean=True))
    assert states() == [("clean", 0)]
    assert given()


def test_nobody_is_asked_again_later_and_later(record: int, nobody: None) -> None:
    put(document(1))
    for tries, minutes in ((1, 0), (2, 1), (3, 2)):
        with clock.moved(timedelta(minutes=minutes)):
            assert scanning.scan_waiting() == 0
            assert scanning.scan_waiting() == 0  # too early
            assert states() == [("waiting", tries)]


def test_the_wait_has_an_end(record: int, nobody: None) -> None:
    put(document(1))
    for day in range(30):
        with clock.moved(timedelta(days=day)):
            scanning.scan_waiting()
            (not_before,) = rows("SELECT not_before FROM records_scan")[0]
            assert not_before - clock.now() <= timedelta(hours=1)


def test_one_at_which_it_stumbles_lets_the_others_pass(
    record: int, daemon: Clamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(document(1, data=b"<bad/>"), document(2))
    ask = protocol.ask

    def stumble(address: str, data: bytes, seconds: float) -> protocol.Answer:
        if data == b"<bad/>":
            raise protocol.Unreachable("closed")
        return ask(address, data, seconds)

    monkeypatch.setattr(protocol, "ask", stumble)
    assert scanning.scan_waiting() == 0
    assert scanning.scan_waiting() == 1
    assert states() == [("waiting", 1), ("clean", 0)]


def test_who_may_not_see_it_learns_nothing_of_its_state(record: int, nobody: None) -> None:
    consent(DOCTOR)
    put(document(1))
    hide(PERSON, HOLDER, 1)
    opened = door.open(PERSON, DOCTOR)
    for number in (1, 77):
        with pytest.raises(NotFound):
            opened.read(number)


def test_without_it_any_more_what_waited_is_given_and_what_is_infected_is_not(
    record: int, daemon: Clamd, settings: Settings
) -> None:
    put(document(1, data=INFECTED))
    scanning.scan_waiting()
    put(document(2))
    settings.CLAMD_SOCKET = ""
    assert given(2)
    with pytest.raises(Withheld):
        given(1)


def test_the_operator_counts_lists_and_asks_again(record: int, daemon: Clamd) -> None:
    put(document(1, data=INFECTED))
    scanning.scan_waiting()
    put(document(2))
    counted = infections.counted()
    assert (counted.waiting, counted.clean, counted.infected) == (1, 0, 1)
    (one,) = infections.infected()
    assert (one.found, one.organization_id) == ("Win.Test.EICAR_HDB-1", 70)
    assert reveal(str(one.reference)) == Pointer(Kind.ENTRY, PERSON, 1)  # for this house alone
    assert infections.ask_again() == 1
    assert infections.counted().waiting == 2
