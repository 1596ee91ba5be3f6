"""Opening a clinical document over HTTP, as the person it is about, on its page of the portal.

The documents around the median size of the published corpus, one after the other; then the
largest. Without the corpus, generated ones of those sizes. Warm: for a while in one server. Cold:
the first page of a server just started. Each from what the worker kept of it when it arrived, then
as before the worker came: a child reads it for the page. The floor of a page is its bare call of a
reading child; the floor of that call is lxml parsing the same bytes. Processor time is that of the
server and of its children for one page. First, the peak memory of one child that drew every
document that there is, and pages of PDF, pictures and images of DICOM.
"""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle

from lxml import etree

from bench import memory, people, processor, published, server
from bench.result import Result
from bench.timed import result, timed
from bench.turns import Turn

PERSON = 3000  # number of the insured person
MEDIAN, LARGEST = 132_000, 1_508_000  # bytes, where the corpus is absent
AROUND = 2  # documents on each side of the median one
TURNS, SECONDS, COLD_STARTS, FLOOR_SECONDS = 4, 4.0, 5, 2.0
_numbers = count(1)


def measure() -> Iterator[Result]:
    """The memory of a child, the page warm beside its child's call, then cold."""
    documents = _documents()
    middle, largest = len(documents) // 2, documents[-1]
    around = documents[max(0, middle - AROUND) : middle + AROUND + 1]
    person_id = people.enrol(people.insured(PERSON))
    cookie = _signed_in(person_id)
    yield Result("peak memory of a reading child, MB", _peak(documents), 0.0, 0.0, 0.0)
    addresses = []
    for opened in (around, [largest]):
        addresses = [_deposited(person_id, data) for data in opened]
        _read()
        yield from _warm(cookie, addresses, opened, "kept")
        yield _cold(cookie, addresses[-1], opened[-1], "kept")
        _forget()
        yield from _warm(cookie, addresses, opened, "read anew")
        yield _cold(cookie, addresses[-1], opened[-1], "read anew")


def _documents() -> list[bytes]:
    """All clinical documents, the smallest first."""
    if found := published.clinical():
        return found
    from carnet.demo.cda.sized import sized_document

    person = people.insured(PERSON)
    sizes = [MEDIAN] * (2 * AROUND + 1) + [LARGEST]
    return [sized_document(size, person, number) for number, size in enumerate(sizes)]


def _signed_in(person_id: int) -> str:
    """The session of somebody who signed in, as sign-in leaves it."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from carnet.accounts import actions
    from carnet.accounts.models import Account
    from carnet.base import clock
    from carnet.web.patient.presence import PROVED

    actions.open_account(person_id, "banc-lecture", "un-Mot-2-passe-long", "banc@courriel.example")
    account = Account.objects.get(person_id=person_id)
    kept = import_module(settings.SESSION_ENGINE).SessionStore()
    kept[SESSION_KEY] = str(account.pk)
    kept[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    kept[HASH_SESSION_KEY] = account.get_session_auth_hash()
    kept[PROVED] = clock.now().timestamp()
    kept.create()
    return str(kept.session_key)


def _deposited(person_id: int, data: bytes) -> str:
    """Deposit a document; where its page is."""
    from carnet.access.facts import Actor, ActorKind
    from carnet.base.ids import Kind, Pointer, conceal
    from carnet.formats.cda import metadata
    from carnet.records import actions
    from carnet.records.cda import new_document
    from carnet.records.incoming import Deposit

    source = Actor(ActorKind.ORGANIZATION, organization_id=people.carers().laboratory)
    new = new_document(data, metadata.read(data))
    lot = Deposit(person_id, source, (new,), unique_id=f"2.25.7.{next(_numbers)}")
    (entry_no,) = actions.deposit(lot).entries
    return f"/documents/{conceal(Pointer(Kind.ENTRY, person_id, entry_no))}/"


def _read() -> None:
    """What the worker does with what arrived."""
    from carnet.contents.reading import read_waiting

    while read_waiting():
        pass


def _forget() -> None:
    """As if other readers than ours had drawn all pages."""
    from carnet.base.database import execute

    if not execute("UPDATE contents_reading SET shown = NULL WHERE shown IS NOT NULL"):
        raise RuntimeError("no page was kept")


def _warm(cookie: str, addresses: list[str], documents: list[bytes], how: str) -> Iterator[Result]:
    """In turns: the pages over HTTP, the bare calls of a child, lxml alone."""
    from carnet.formats import sandbox

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    called, read = cycle(documents), cycle(documents)
    spent = 0.0
    with server.serving() as served:
        page = Turn([_opening(served.port, cookie, addresses)])
        bare = Turn([lambda: _ignored(sandbox.show(next(called)))])
        parsed = Turn([lambda: _ignored(etree.fromstring(next(read), parser))])
        for turn in (page, bare, parsed):
            turn.run(FLOOR_SECONDS, keep=False)
        for _ in range(TURNS):
            before = processor.spent(served.pid)
            page.run(SECONDS)
            spent += processor.spent(served.pid) - before
            bare.run(FLOOR_SECONDS)
            parsed.run(FLOOR_SECONDS)
    size = f"{round(statistics.median(map(len, documents)) / 1000)} KB"
    p95 = statistics.quantiles(page.durations, n=20)[-1] * 1000
    own = spent / len(page.durations) * 1000
    name = f"page of {size}, {how}, p95 {p95:.0f} ms, {own:.0f} ms of processor"
    yield result(name, page.durations, page.elapsed, bare.rate)
    yield result(f"bare call of a child, {size}", bare.durations, bare.elapsed, parsed.rate)


def _cold(cookie: str, address: str, data: bytes, how: str) -> Result:
    """The first page that a server just started is asked for."""
    durations = []
    for _ in range(COLD_STARTS):
        with server.serving() as served:
            opening = _opening(served.port, cookie, [address])
            began = time.perf_counter()
            opening()
            durations.append(time.perf_counter() - began)
    size = f"{round(len(data) / 1000)} KB"
    name = f"cold page of {size}, {how}, worst {max(durations) * 1000:.0f} ms"
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    floor = timed("", lambda: etree.fromstring(data, parser), 1, FLOOR_SECONDS)
    return result(name, durations, sum(durations), floor.rate)


def _opening(port: int, cookie: str, addresses: list[str]) -> Callable[[], None]:
    """One reader on one kept connection, page after page; any answer but 200 stops the bench."""
    pages = cycle(addresses)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": f"sessionid={cookie}", "Accept-Encoding": "gzip"}

    def opened() -> None:
        address = next(pages)
        connection.request("GET", address, None, headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK or not body:
            raise RuntimeError(f"{address}: {answer.status}")

    return opened


def _ignored(_answer: object) -> None:
    """A turn measures what returns nothing."""


def _peak(documents: list[bytes]) -> float:
    """Of one child that drew everything once, in MB."""
    from carnet.formats import frames
    from carnet.formats.reader import Reader

    child, processes = Reader(), set()
    for data in (*documents, *published.others()):
        child.run(frames.Request("shown", data, []))
        child.run(frames.Request("shown_page", data, [1]))
        child.run(frames.Request("shown_pdf", data, []))
        processes.add(child.process and child.process.pid)
    if child.process is None or len(processes) > 1:
        raise RuntimeError("the child did not outlive the documents")
    peak = memory.peak(child.process.pid)
    child.stop()
    return peak
