"""The worker's part: what dies is begun again, what is given up stops, what cannot be says so."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.test import override_settings

from carnet.base import clock, erasure
from carnet.base.database import row, rows
from carnet.journal.events import EventKind
from carnet.portability import copies, making, origins, packing
from carnet.portability.choice import Choice
from carnet.portability.source import Source
from carnet.records import actions, carrying, one
from carnet.records.problems import NotFound, Refused, Withheld
from carnet.records.states import SYSTEM
from carnet.sharing import actions as sharing
from carnet.sharing import delegation
from carnet.sharing.delegation import Candidate, Scope
from carnet.vault import longfile
from carnet.vault.problems import IntegrityProblem
from tests.accounts.world import events
from tests.portability.copying import holder, lines, made, opened, taken
from uichecks.world import World


def ask(world: World) -> int:
    return copies.ask(world.julie, holder(world.julie), Choice(), "fr")


def state(world: World) -> str:
    found = copies.latest(world.julie, world.julie)
    return found.state if found else ""


def files() -> set[str]:
    return {path.name for path in copies.folder().glob("*.copy")}


def broken(*_: object) -> None:
    raise OSError("no space left")


def test_asked_twice_it_is_made_once(world: World) -> None:
    assert ask(world) == ask(world)
    assert making.make_waiting() == 1
    assert making.make_waiting() == 0


def test_a_new_one_takes_the_place_of_the_former(world: World) -> None:
    made(world.julie)
    before = files()
    number = made(world.julie)
    assert len(files() - before) == 1
    assert len(before - files()) == 1
    assert copies.take(world.julie, holder(world.julie), number).size > 0


def test_nobody_takes_one_that_is_not_ready(world: World) -> None:
    number = ask(world)
    with pytest.raises(NotFound):
        copies.take(world.julie, holder(world.julie), number)


def test_whose_maker_died_is_begun_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(world)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(making, "pack", killed)
        with pytest.raises(KeyboardInterrupt):
            making.make_waiting()
    for name in files():
        (copies.folder() / name).unlink()  # what a killed process leaves is swept away
    assert state(world) == "making"
    assert making.make_waiting() == 0  # its lease runs
    with clock.moved(timedelta(minutes=2)):
        assert making.make_waiting() == 1
    assert state(world) == "ready"


def test_it_fails_in_the_end_and_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(world)
    before = files()
    monkeypatch.setattr(making, "pack", broken)
    for hours in range(5):
        with clock.moved(timedelta(hours=hours)):
            making.make_waiting()
    assert state(world) == "failed"
    assert files() == before
    assert events(world.julie).count(EventKind.COPY_FAILED) == 1
    assert row("SELECT tries FROM portability_copy") == (3,)


@override_settings(COPY_TRIES=2)
def test_whose_makers_die_each_time_fails_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(world)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "Writer", killed)
    for hours in range(3):
        with clock.moved(timedelta(hours=hours)):
            try:
                making.make_waiting()
            except KeyboardInterrupt:
                continue
    assert state(world) == "failed"


def test_given_up_in_the_middle_it_stops(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(world)
    monkeypatch.setattr(making, "PACE", 0.0)
    original = carrying.original

    def meanwhile(
        taking: carrying.Taking, entry_no: int, place: one.Place
    ) -> tuple[bytes, one.Fault | None]:
        copies.give_up(world.julie, holder(world.julie))
        return original(taking, entry_no, place)

    monkeypatch.setattr(carrying, "original", meanwhile)
    before = files()
    making.make_waiting()
    assert (state(world), files()) == ("", before)
    assert EventKind.COPY_MADE not in events(world.julie)


def test_what_is_hidden_meanwhile_begins_it_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(world)
    pack = packing.pack

    def then_hidden(source: Source, sink: longfile.Writer) -> None:
        pack(source, sink)
        source.taking.numbers[999] = 10

    with monkeypatch.context() as patch:
        patch.setattr(making, "pack", then_hidden)
        making.make_waiting()
    assert state(world) == "making"
    with clock.moved(timedelta(hours=1)):
        making.make_waiting()
    assert state(world) == "ready"


def test_who_may_no_more_gets_none(world: World) -> None:
    mother = holder(world.julie)
    copies.ask(world.zoe, mother, Choice(), "fr")
    sharing.end_representation(world.zoe, mother.actor_id, SYSTEM, "judgment")
    making.make_waiting()
    found = copies.latest(world.zoe, world.julie)
    assert found
    assert found.state == "failed"


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Withheld(infected=True, since=clock.now()), "infected"),
        (Withheld(infected=False, since=clock.now()), "waiting"),
        (IntegrityProblem("altered"), "unreadable"),
    ],
)
def test_an_original_that_cannot_be_given_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch, fault: one.Fault, why: str
) -> None:
    original = carrying.original

    def kept(
        taking: carrying.Taking, entry_no: int, place: one.Place
    ) -> tuple[bytes, one.Fault | None]:
        return (b"", fault) if entry_no == 2 else original(taking, entry_no, place)

    monkeypatch.setattr(carrying, "original", kept)
    archive = opened(taken(world.julie))
    told = lines(archive, "donnees/documents.jsonl")
    assert [(one["file"], one["missing"]) for one in told if not one["file"]] == [("", why)]
    assert "Fichier absent" in archive.read("pages/documents-1.html").decode()
    found = copies.latest(world.julie, world.julie)
    assert found
    assert found.missing == "2"


def test_the_trace_names_what_it_holds(world: World) -> None:
    made(world.julie)
    told = rows(
        "SELECT detail FROM journal_event WHERE person_id = %s AND kind = %s",
        [world.julie, int(EventKind.COPY_MADE)],
    )
    assert '"entries":"1-9"' in told[0][0]


def test_its_file_says_nothing_without_the_key(world: World) -> None:
    made(world.julie)
    [(name,)] = rows("SELECT file FROM portability_copy")
    data = (copies.folder() / name).read_bytes()
    assert not data.startswith(b"PK")
    assert b"manifest.json" not in data


def test_it_goes_with_the_record(world: World) -> None:
    made(world.julie)
    assert erasure.erase(world.julie)["copies"] == 1
    assert row("SELECT 1 FROM portability_copy") is None


def test_a_suspended_record_gives_none(world: World) -> None:
    ask(world)
    actions.suspend(world.julie, SYSTEM, actions.Reason.FRAUD)
    making.make_waiting()
    assert state(world) == "failed"


def test_a_caregiver_takes_none(world: World) -> None:
    scope = Scope(None, months=1, writes=True, hidden_documents=True)
    chosen = Candidate("Laura", world.laura)
    number = delegation.offer(world.julie, holder(world.julie), chosen, scope)
    delegation.accept(world.julie, number, world.laura)
    with pytest.raises(Refused):
        copies.ask(world.julie, holder(world.laura), Choice(), "fr")
    assert events(world.julie)[-1] == EventKind.ACCESS_REFUSED


def test_a_stranger_takes_none(world: World) -> None:
    with pytest.raises(Refused):
        copies.ask(world.julie, holder(world.laura), Choice(), "fr")


def test_files_that_no_row_leads_to_are_swept_away(world: World) -> None:
    made(world.julie)
    kept = files()
    for folder, name in ((copies.folder(), "lost.copy"), (origins.folder(), "lost.origin")):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (0, 0))
        (folder / f"young-{name}").write_bytes(b"")
    making.forget_over()
    assert files() == kept | {"young-lost.copy"}
    assert not (origins.folder() / "lost.origin").exists()
    (copies.folder() / "young-lost.copy").unlink()
    (origins.folder() / "young-lost.origin").unlink()
