"""The sandbox answers as the function does, and outlives what a document does to a child."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from carnet.formats import child, frames, reader, registry, sandbox
from carnet.formats.cda import metadata
from carnet.formats.problems import Busy, FormatProblem, TooCostly
from tests.formats.samples import cda

GOOD = cda().encode()


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    sandbox.close()


def test_it_answers_as_the_function_does() -> None:
    assert sandbox.read_metadata(GOOD) == metadata.read(GOOD)


def test_a_refusal_crosses_the_pipe_whole() -> None:
    with pytest.raises(FormatProblem) as caught:
        sandbox.read_metadata(b"<a/>")
    assert (caught.value.path, caught.value.found) == ("/", "a")
    (problem,) = sandbox.check(cda(type_code="0").encode())
    assert problem.path == "/ClinicalDocument/code/@code"


def test_a_number_that_no_document_has_is_refused() -> None:
    with pytest.raises(FormatProblem, match="huge"):
        sandbox.call("shown_page", GOOD, 10**30)
    assert sandbox.read_metadata(GOOD).title


def test_only_listed_functions_run() -> None:
    with pytest.raises(FormatProblem, match="unforeseen"):
        sandbox.call("os:system", b"true")


def test_children_persist_and_a_killed_one_is_replaced() -> None:
    sandbox.read_metadata(GOOD)
    (first,) = [one.process for one in sandbox._pool.readers if one.process]
    sandbox.read_metadata(GOOD)
    assert [one.process for one in sandbox._pool.readers if one.process] == [first]
    first.kill()
    first.wait()
    assert sandbox.read_metadata(GOOD).title


def test_an_answer_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_REPLY", 10)
    with pytest.raises(TooCostly):
        sandbox.read_metadata(GOOD)


def test_threads_share_two_children() -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(sandbox.read_metadata(GOOD).sha1))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [metadata.read(GOOD).sha1] * 8


def test_a_child_reads_while_its_caller_does_something_else() -> None:
    with sandbox.showing(GOOD) as shown:
        assert sandbox.read_metadata(GOOD).title  # the other child is free
        assert shown().content
    assert len([one for one in sandbox._pool.readers if one.process]) == 2


def test_an_answer_that_nobody_waited_for_is_given_to_nobody_else() -> None:
    with pytest.raises(KeyError), sandbox.showing(b"Des mots d'une autre personne"):
        raise KeyError
    assert sandbox.show(b"Bonjour").texts == ["Bonjour"]


def test_a_page_beyond_any_number_is_the_last_one() -> None:
    assert sandbox.show(GOOD, 10**30).content


def test_a_fresh_child_replaces_one_that_served_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_CALLS", 1)
    one = reader.Reader()
    request = frames.Request("metadata", GOOD, [])
    one.run(request)
    first = one.process
    one.run(request)
    assert one.process is not first
    one.stop()


def hog(_data: bytes) -> int:
    return len(bytearray(1 << 30))


def fill(_data: bytes) -> int:
    """Take as much memory as there is, written to, and tell the peak in megabytes."""
    kept = []
    with contextlib.suppress(MemoryError):
        while True:
            kept.append(bytearray(b"x" * (1 << 20)))
    kept.clear()
    # Not getrusage: a process begins with the peak of who started it.
    (peak,) = (
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line
    )
    return int(peak.split()[1]) // 1024


def nap(_data: bytes) -> None:
    time.sleep(60)


held: list[bytearray] = []


def keep(data: bytes) -> int:
    """Keep as many megabytes as asked, as a library does that clears its caches late."""
    held.append(bytearray(int(data) << 20))
    return os.getpid()


def die(_data: bytes) -> None:
    """End as a library does that cannot allocate, where something was kept before."""
    if held:
        os.abort()


def stumble(_data: bytes) -> None:
    """Fail with another exception, where something was kept before."""
    if held:
        raise ValueError


@pytest.fixture
def costly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that know two more functions, each beyond a bound."""
    program = (
        "import sys; sys.argv = ['child', '5']; from carnet.formats import child, registry;"
        "registry.FUNCTIONS.update({name: f'tests.formats.test_sandbox:{name}'"
        " for name in ('hog', 'fill', 'nap', 'keep', 'die', 'stumble')});"
        "[registry.function(name) for name in registry.FUNCTIONS];"
        "import gdcm, pi_heif, carnet.formats.dicom.reading, carnet.formats.printable; child.main()"
    )
    command, pipe = [sys.executable, "-c", program], subprocess.PIPE
    own = os.environ | reader._MEMORY
    monkeypatch.setattr(
        reader,
        "_start",
        lambda: subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0, env=own),
    )


def test_a_child_leaves_an_interruption_to_whoever_asks_it() -> None:
    assert sandbox.read_metadata(GOOD).title
    (child_,) = [one.process for one in sandbox._pool.readers if one.process]
    child_.send_signal(signal.SIGINT)
    assert sandbox.read_metadata(GOOD).title
    assert child_.poll() is None


@pytest.mark.usefixtures("costly")
def test_too_much_memory_is_refused_and_the_child_lives_on() -> None:
    with pytest.raises(TooCostly):
        sandbox.call("hog", b"")
    (survivor,) = [one.process for one in sandbox._pool.readers if one.process]
    assert survivor.poll() is None
    assert sandbox.read_metadata(GOOD).title


@pytest.fixture
def keeping(costly: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell this side what those functions return."""
    for name in ("keep", "die", "stumble"):
        monkeypatch.setitem(registry.FUNCTIONS, name, f"tests.formats.test_sandbox:{name}")


@pytest.mark.usefixtures("keeping")
def test_a_child_that_holds_much_of_what_it_read_gives_way_to_another() -> None:
    first = sandbox.call("keep", b"1")
    assert sandbox.call("keep", b"90") == first  # its answer came before it was weighed
    assert sandbox.call("keep", b"1") != first
    assert sandbox.read_metadata(GOOD).title


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize(("name", "data"), [("keep", b"100"), ("die", b""), ("stumble", b"")])
def test_what_fails_in_a_child_that_served_is_asked_of_a_fresh_one(name: str, data: bytes) -> None:
    """One that holds too much, which nobody could tell, refuses nothing that another would do."""
    one = reader.Reader()
    before = one.run(frames.Request("keep", b"100", []))
    after = one.run(frames.Request(name, data, []))
    assert (before.outcome, after.outcome) == (frames.Outcome.DONE, frames.Outcome.DONE)
    one.stop()


@pytest.mark.usefixtures("costly")
def test_a_child_with_every_library_loaded_stays_under_256_megabytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(registry.FUNCTIONS, "fill", "tests.formats.test_sandbox:fill")
    assert 150 < sandbox.call("fill", b"") < 256


@pytest.mark.usefixtures("costly")
def test_a_slow_child_is_killed_and_the_next_call_works(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.read_metadata(GOOD)
    (slow,) = [one.process for one in sandbox._pool.readers if one.process]
    with monkeypatch.context() as patch:
        patch.setattr(reader, "TIMEOUT", 0.3)
        with pytest.raises(TooCostly, match="TimeoutError"):
            sandbox.call("nap", b"")
    assert slow.poll() is not None
    assert sandbox.read_metadata(GOOD).title


def test_it_dies_with_its_parent() -> None:
    one = reader.Reader()
    one.run(frames.Request("metadata", GOOD, []))
    process = one.process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()  # what the end of the parent does
    assert process.wait(timeout=5) == 0
    assert process.stdout is not None
    process.stdout.close()


def test_a_mistake_of_ours_is_an_answer() -> None:
    assert child.answer(b"\xc1").outcome is frames.Outcome.FAILED
    assert registry.result_type("metadata").__name__ == "Metadata"


def test_the_child_carries_neither_django_nor_secrets() -> None:
    sandbox.read_metadata(GOOD)
    (process,) = [one.process for one in sandbox._pool.readers if one.process]
    with open(f"/proc/{process.pid}/environ", "rb") as file:  # noqa: PTH123
        assert b"DATABASE_URL" not in file.read()
    program = (
        "import sys, carnet.formats.child as c; c.registry.function('metadata');"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_house_without_a_free_reader_says_nothing_of_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "WAIT", 0.01)
    monkeypatch.setattr(sandbox._pool, "idle", queue.LifoQueue())
    with pytest.raises(Busy):
        sandbox.read_metadata(b"<ClinicalDocument/>")
