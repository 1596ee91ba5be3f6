"""A backup cannot bring a destroyed record back (docs/closing.md: which copies live how long)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from carnet.access.facts import Action
from carnet.base import clock, outbox
from carnet.base.database import execute, rows
from carnet.base.embedded import _binaries
from carnet.records import actions, door, queries, restoring
from carnet.vault import keys, masters
from carnet.vault.keyfile import FileKeyStore
from carnet.vault.problems import KeyDestroyed, MasterDestroyed, VaultProblem
from tests.records.world import HOLDER, PERSON, document, put

pytestmark = pytest.mark.django_db(transaction=True)
CONTENT = [b"<secret one/>" * 40, b"<secret two/>" * 40]


@pytest.fixture
def closed(own_vault: Path, record: int) -> Path:
    """A closed record whose key went into the archive; the keys were copied before that."""
    put(*(document(n, data=data) for n, data in enumerate(CONTENT, 1)))
    shutil.copytree(own_vault / "keys", own_vault / "keys before the closing")
    actions.close_now(PERSON, HOLDER)
    actions.request_deletion(PERSON, HOLDER)
    outbox.drain()
    return own_vault


@pytest.fixture
def restored(closed: Path) -> Iterator[Callable[[], None]]:
    """Copy everything, then destroy; the answer restores the database and the segments."""
    dump, name = closed / "dump", f"{connection.settings_dict['NAME']}_restored"
    _postgres("pg_dump", f"--file={dump}")
    # The embedded tools write a setting that a PostgreSQL 15 or 16 given to us does not know.
    dump.write_text(dump.read_text().replace("SET transaction_timeout = 0;", ""))
    for kept in ("segments", "keys"):
        shutil.copytree(closed / kept, closed / f"{kept} copied")
    with clock.moved(timedelta(days=31)):
        actions.run_timers()
    assert queries.state(PERSON) == "deleted"
    own = connection.settings_dict["NAME"]

    def restore() -> None:
        execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        shutil.rmtree(closed / "segments")
        shutil.copytree(closed / "segments copied", closed / "segments")
        _live_in(name)
        options = ("--set=ON_ERROR_STOP=1", "--quiet", f"--dbname={name}", f"--file={dump}")
        _postgres("psql", *options)

    yield restore
    _live_in(own)
    execute(f'DROP DATABASE IF EXISTS "{name}"')


def _live_in(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _postgres(program: str, *arguments: str) -> None:
    known = connection.settings_dict
    address = {"HOST": known["HOST"], "PORT": known["PORT"], "USER": known["USER"]}
    environment = {f"PG{name}": str(value) for name, value in address.items() if value}
    environment |= {"PGPASSWORD": known["PASSWORD"], "PGDATABASE": known["NAME"]}
    command = [str(_binaries() / program), *arguments]
    subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)


def put_back(copy: Path) -> None:
    """Restore an old key store over the present one."""
    target = copy.parent / "keys" / "people.keys"
    target.write_bytes((copy / "people.keys").read_bytes())


def read_all() -> list[bytes]:
    opened = door.open(PERSON, HOLDER, Action.READ_ARCHIVE)
    return [opened.read(entry.entry_no) for entry in opened.timeline().entries[::-1]]


def test_the_database_and_the_segments_alone_open_nothing(
    restored: Callable[[], None], closed: Path
) -> None:
    restored()
    assert rows("SELECT count(*) FROM records_entry") == [(2,)]  # the rows are back…
    opened = door.open(PERSON, HOLDER, Action.READ_ARCHIVE)
    for entry in opened.timeline().entries:
        with pytest.raises(KeyDestroyed):  # …and not a byte
            opened.read(entry.entry_no)
    everything = b"".join(path.read_bytes() for path in closed.rglob("*") if path.is_file())
    assert not any(data in everything for data in CONTENT)


def test_what_was_due_is_destroyed_again(restored: Callable[[], None]) -> None:
    restored()
    assert queries.state(PERSON) == "deletion_pending"
    with clock.moved(timedelta(days=31)):
        actions.run_timers()
    assert queries.state(PERSON) == "deleted"
    assert rows("SELECT count(*) FROM records_entry") == [(0,)]


def test_old_keys_are_worth_nothing_once_the_master_of_the_year_is_gone(
    restored: Callable[[], None], closed: Path
) -> None:
    year = clock.today().year
    masters.destroy(year)
    restored()
    put_back(closed / "keys copied")
    opened = door.open(PERSON, HOLDER, Action.READ_ARCHIVE)
    for entry in opened.timeline().entries:
        with pytest.raises(MasterDestroyed):
            opened.read(entry.entry_no)


def test_why_copies_of_the_keys_must_not_outlive_their_time(
    restored: Callable[[], None], closed: Path
) -> None:
    """With a copy of the keys and its master everything opens: no law of ours prevents that."""
    restored()
    put_back(closed / "keys copied")
    assert read_all() == CONTENT
    put_back(closed / "keys before the closing")
    assert read_all() == CONTENT


def test_settling_after_the_old_keys_came_back_destroys_them_again(
    restored: Callable[[], None], closed: Path
) -> None:
    put_back(closed / "keys copied")
    assert keys.store().lives(PERSON)
    assert restoring.settle() == (1, 0)
    assert restoring.settle() == (0, 0)
    assert not keys.store().lives(PERSON)


def test_settling_after_the_old_database_came_back_deletes_again(
    restored: Callable[[], None],
) -> None:
    """Before the request even: nothing can open that record any more."""
    restored()
    execute("UPDATE records_record SET state = 'active', due_at = NULL, closed_at = NULL")
    assert restoring.settle() == (0, 1)
    assert restoring.settle() == (0, 0)
    assert queries.state(PERSON) == "deleted"


def test_settling_before_the_keys_came_back_ends_nothing(closed: Path) -> None:
    actions.reopen(PERSON, HOLDER)
    (closed / "keys" / "people.keys").write_bytes(b"")
    assert restoring.settle() == (0, 0)
    assert queries.state(PERSON) == "active"


def test_a_copy_from_before_the_closing_hangs_on_the_active_master(closed: Path) -> None:
    copy = FileKeyStore(closed / "keys before the closing")
    assert copy.masters() == {masters.ACTIVE}
    assert masters.ACTIVE not in keys.store().masters()
    (closed / "secrets" / "vault.master.1").unlink()
    with pytest.raises(VaultProblem):
        copy.unwrap(PERSON)
