"""Loading the nation goes through the rooms, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import codes, family
from carnet.accounts.information import write_renewed
from carnet.accounts.models import Account
from carnet.accounts.problems import CodeOfAnother
from carnet.api.oauth.models import Client
from carnet.base import outbox
from carnet.base.database import row, rows
from carnet.base.models import Outbox
from carnet.demo import letters, tokens
from carnet.demo.load import load
from carnet.demo.models import Loaded
from carnet.demo.nation.model import Nation, Person
from carnet.demo.stories import story
from carnet.identity import directory, people
from carnet.journal import verify
from carnet.journal.events import EventKind
from carnet.notify import queries as notices
from carnet.records import queries
from carnet.sharing import delegates, families
from carnet.sharing import queries as sharing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def counts(
    small: Nation, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, int]]:
    """Loaded once: each test undoes only what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(_silent, small)
        transaction.set_rollback(True)


def _silent(step: str, done: int, total: int) -> None:
    """No bar in tests."""


def test_everything_is_there(small: Nation, counts: dict[str, int]) -> None:
    wanted = sum(len(story(small, person)) for person in small.people)
    assert counts["documents"] == wanted
    assert row("SELECT count(*) FROM records_entry") == (wanted,)
    assert counts["people"] == len(small.people)
    assert Client.objects.count() == counts["organizations"] == 12
    assert Account.objects.count() == counts["sign_ins"] == 9


def test_a_second_load_does_nothing_at_once(small: Nation, counts: dict[str, int]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert load(_silent, small) == counts
    assert len(asked) == 1


def test_a_load_that_was_cut_goes_on(small: Nation, counts: dict[str, int]) -> None:
    before = row("SELECT count(*), sum(size) FROM records_entry")
    Loaded.objects.all().delete()
    load(_silent, small)
    assert row("SELECT count(*), sum(size) FROM records_entry") == before


@pytest.mark.parametrize(
    ("slug", "state"),
    [("julie", "active"), ("paul", "created"), ("nadine", "opposed"), ("gilles", "closed"),
     ("tiago", "not_created"), ("theo", "active"), ("ines", "active"), ("adam", "created"),
     ("hugo", "created")],
)  # fmt: skip
def test_states(small: Nation, counts: dict[str, int], slug: str, state: str) -> None:
    assert queries.state(_number(small.named(slug))) == state


def test_the_hidden_documents_are_hidden(small: Nation, counts: dict[str, int]) -> None:
    hidden = rows("SELECT DISTINCT person_id FROM records_entry WHERE hidden_from_professionals")
    assert hidden == [(_number(small.named("david")),)]
    assert queries.hidden_categories(_number(small.named("david"))) == {"CERT_MED"}


def test_the_physiotherapist_is_blocked(small: Nation, counts: dict[str, int]) -> None:
    who = directory.professional_by_rpps(small.directory["physio"].rpps)
    assert who is not None
    actor = Actor(ActorKind.PROFESSIONAL, who.professional_id, profession=who.profession)
    assert sharing.standing(_number(small.named("laura")), actor).blocked


def test_who_certified_represents_and_the_other_parent_is_attached(
    small: Nation, counts: dict[str, int]
) -> None:
    theo, julie, mathieu = (_number(small.named(slug)) for slug in ("theo", "julie", "mathieu"))
    assert sharing.representatives(theo) == [julie]
    assert [one.representative_id for one in families.parents(theo)] == [julie, mathieu]


def test_the_codes_of_the_twins_and_of_the_newborn_serve(
    small: Nation, counts: dict[str, int]
) -> None:
    sarah, maria = (_number(small.named(slug)) for slug in ("sarah", "maria"))
    adam, ines, tiago = (small.named(slug) for slug in ("adam", "ines", "tiago"))
    family.prove_code(sarah, _number(adam), codes.normalise(adam.code), "192.0.2.7")
    family.prove_code(maria, _number(tiago), codes.normalise(tiago.code), "192.0.2.7")
    with pytest.raises(CodeOfAnother):
        family.prove_code(sarah, _number(adam), codes.normalise(ines.code), "192.0.2.7")


def test_an_invitation_waits(small: Nation, counts: dict[str, int]) -> None:
    [waiting] = families.received(_number(small.named("david")))
    assert waiting.person_id == _number(small.named("ines"))


def test_a_daughter_helps_her_mother_and_her_father_waits(
    small: Nation, counts: dict[str, int]
) -> None:
    daughter = _number(small.named("martine"))
    [helped], [waiting] = delegates.helped(daughter), delegates.received(daughter)
    assert helped.person_id == _number(small.named("yvette"))
    assert waiting.person_id == _number(small.named("henri"))


def test_only_recent_documents_are_news(small: Nation, counts: dict[str, int]) -> None:
    waiting = Outbox.objects.filter(kind="document.deposited")
    assert waiting.count() < counts["documents"] / 4


def test_the_trace_of_the_load_is_proven(small: Nation, counts: dict[str, int]) -> None:
    assert not verify.verify().problems


def test_tokens(small: Nation, counts: dict[str, int]) -> None:
    assert tokens.token(rpps=small.professionals[0].rpps)
    assert tokens.token(finess=small.organizations[0].finess)
    with pytest.raises(tokens.UnknownNumber):
        tokens.token(rpps="10000000001")


def _number(person: Person) -> int:
    number = people.find_by_matricule(person.matricule)
    assert number is not None
    return number


def test_the_parent_of_one_who_is_of_age_is_out_and_told(
    small: Nation, counts: dict[str, int], tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    hugo, sophie = (_number(small.named(slug)) for slug in ("hugo", "sophie"))
    assert not sharing.standing(hugo, Actor(ActorKind.PERSON, sophie)).represents
    assert families.children(sophie) == []
    outbox.drain()
    assert "FIN_REPRESENTATION" in [line.kind for line in notices.notices(sophie)]
    told = [kind for (kind,) in rows("SELECT kind FROM journal_event WHERE person_id = %s", [hugo])]
    assert EventKind.MAJORITY_REACHED in told


def test_the_letter_of_one_who_is_of_age_waits_for_the_printer(
    small: Nation, counts: dict[str, int], tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    outbox.drain()
    write_renewed()
    assert "Hugo Lambert" in {letters.recipient(path) for path in letters.waiting()}
