"""A hidden document changes nothing that a reader from whom it is hidden can observe (law 2).

Two worlds differ by documents that the reader may not see, deposited last or hidden since;
everything that the reader can ask is asked in both, and the answers are compared whole.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.queries import Event
from carnet.records import door, finding, story
from carnet.records.actions import (
    delete,
    deposit,
    hide,
    restore,
    show,
)
from carnet.records.binning import in_bin
from carnet.records.finding import Narrowed
from carnet.records.problems import NotOwn
from carnet.records.views import Filters, Span
from carnet.sharing.actions import block, declare_representative, record_consent
from tests.records.kept_secrets import (
    BLOCKED,
    SECRETS,
    hidden_deposit,
)
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    PARENT,
    PERSON,
    START,
    consent,
    document,
    lot,
    put,
    read,
)

# In the secret alone, with a typing error in it, in its text and others', and in all of them.
WORDS = (
    *("secret", "secrte", "xanthochromie", "xantochromie", "7,77", "ordonnance", "liquide"),
    *("liquide clair", "document 2024", "relu", "dr", ""),
)


def build() -> None:
    """The part that both worlds share."""
    declare_representative(PERSON, PARENT, until=clock.today().replace(year=2090), certified=True)
    for actor in (DOCTOR, KINE, BIOLOGIST):
        consent(actor)
    record_consent(PERSON, HOLDER, organization_id=81, mode="online")
    block(PERSON, HOLDER, professional_id=BLOCKED.actor_id)
    put(document(1), document(2, type_code="34112-3", category="CPT_REND"))
    put(document(3))
    for number in (1, 2, 3):
        read(number, "Liquide clair, 1,2 g/L")


def ask(actor: Actor) -> list[Any]:
    """Everything that this actor can ask of the record; refusals are answers too."""
    return [answer(question, actor) for question in questions()]


def questions() -> Iterator[Callable[[Actor], Any]]:
    def opened(actor: Actor) -> door.OpenRecord:
        return door.open(PERSON, actor)

    yield lambda a: opened(a).timeline()
    yield lambda a: opened(a).timeline(limit=1)
    yield lambda a: pages(opened(a))
    yield lambda a: opened(a).timeline(filters=Filters(statuses=()), full=True)
    yield lambda a: opened(a).timeline("BIOLOGIE")
    yield lambda a: opened(a).timeline(filters=Filters(types=("57833-6",)))
    yield lambda a: opened(a).timeline(filters=Filters(unique_ids=("1.2.250.4",)))
    yield lambda a: opened(a).timeline(filters=Filters(author="secret"))
    yield lambda a: opened(a).timeline(filters=Filters(confidentialities=("MASQUE_PS", "V")))
    yield lambda a: opened(a).timeline(filters=Filters(service=Span(since=START)))
    yield lambda a: opened(a).submissions()
    yield lambda a: opened(a).submissions(limit=1)
    yield lambda a: opened(a).submissions(unique_id="9.1.2.250.4")
    for words in WORDS:
        yield lambda a, w=words: finding.search(opened(a), w)  # type: ignore[misc]
    yield lambda a: finding.search(opened(a), "dr", Narrowed("BIOLOGIE", 2024))
    yield lambda a: finding.search(opened(a), "dr", Narrowed(page=2))
    yield lambda a: story.story(opened(a))
    yield lambda a: story.story(opened(a), 2024)
    yield lambda a: opened(a).titles(range(1, 10))
    yield lambda a: sorted((e.kind, e.entry_no, title) for e, title in past(a))
    yield lambda a: door.status(PERSON, a)
    for number in range(1, 7):
        yield lambda a, n=number: opened(a).entry(n)  # type: ignore[misc]
        yield lambda a, n=number: opened(a).read(n)  # type: ignore[misc]
        yield lambda a, n=number: opened(a).submission(n)  # type: ignore[misc]
    for number in range(4, 7):
        yield lambda a, n=number: hide(PERSON, a, n)  # type: ignore[misc]
        yield lambda a, n=number: show(PERSON, a, n)  # type: ignore[misc]
        yield lambda a, n=number: delete(PERSON, a, [n])  # type: ignore[misc]
        yield lambda a, n=number: restore(PERSON, a, [n])  # type: ignore[misc]
    yield lambda a: in_bin(door.open(PERSON, a, Action.GOVERN))


def past(actor: Actor) -> list[tuple[Event, str]]:
    """The history by others; what one asked oneself differs by the number of questions."""
    found = door.open(PERSON, actor, Action.READ_HISTORY).history(limit=500)
    return [(e, title) for e, title in found if e.actor_kind is not ActorKind.PERSON]


def pages(opened: door.OpenRecord) -> list[Any]:
    found, after = [opened.timeline(limit=1)], None
    while after := found[-1].next:
        found.append(opened.timeline(limit=1, after=after))
    return found


def answer(question: Callable[[Actor], Any], actor: Actor) -> Any:
    try:
        return question(actor)
    except (door.Refused, door.NotFound, NotOwn) as refusal:
        return type(refusal).__name__, str(refusal), getattr(refusal, "decision", None)


def world(actors: list[Actor], secret: Callable[[], object] | None) -> dict[Actor, str]:
    """Build one world, ask everything, undo it."""
    with transaction.atomic():
        build()
        if secret:
            secret()
        answers = {actor: repr(ask(actor)) for actor in actors}
        transaction.set_rollback(True)
    return answers


@pytest.fixture
def still(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both worlds live at the same moment."""
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.mark.parametrize("name", SECRETS)
def test_the_two_worlds_look_the_same(still: None, name: str) -> None:
    secret, actors = SECRETS[name]
    without, together = world(actors, None), world(actors, secret)
    for actor in actors:
        assert together[actor] == without[actor], actor


def test_those_who_may_see_it_do_see_a_difference(still: None) -> None:
    """Or the comparison above would prove nothing."""
    for name, (secret, _) in SECRETS.items():
        sees = {"waits for its announcement": DOCTOR}.get(name, HOLDER)
        assert world([sees], secret) != world([sees], None), name


def test_hidden_unknown_and_forged_are_one_answer(record: int) -> None:
    build()
    hidden_deposit(hidden_from_professionals=True, author_professional_id=99)()
    opened = door.open(PERSON, DOCTOR)
    for method in (opened.entry, opened.read):
        answers = {answer(lambda _, m=method, n=n: m(n), DOCTOR) for n in (4, 5, -1)}  # type: ignore[misc]
        assert answers == {("NotFound", "", None)}
    for forged in (str(uuid.uuid4()), "x", ""):
        assert answer(lambda _, f=forged: door.resolve(f), DOCTOR) == ("NotFound", "", None)  # type: ignore[misc]
    real = conceal(Pointer(Kind.ENTRY, PERSON, 4, 1))
    assert door.resolve(str(real)).number == 4


def test_hidden_and_unknown_cost_the_same_statements(record: int) -> None:
    build()
    hidden_deposit(hidden_from_professionals=True, author_professional_id=99)()
    opened = door.open(PERSON, DOCTOR)

    def statements(entry_no: int) -> list[str]:
        with CaptureQueriesContext(connection) as queries, pytest.raises(door.NotFound):
            opened.read(entry_no)
        return [query["sql"].split()[0] for query in queries]

    assert statements(4) == statements(999)


def test_a_refused_deposit_over_a_hidden_document_says_nothing_more(record: int) -> None:
    """Another source cannot find out what exists by trying to replace it."""
    build()
    hidden_deposit(hidden_from_professionals=True, author_professional_id=99)()
    answers = [
        answer(lambda _, n=n: deposit(lot(document(30, replaces_entry_no=n), actor=KINE)), KINE)  # type: ignore[misc]
        for n in (4, 999)
    ]
    assert answers[0] == answers[1] == ("NotFound", "", None)
