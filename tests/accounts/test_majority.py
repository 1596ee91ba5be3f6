"""The day of the 18 years: parents out, the young adult invited, nothing lost nor hidden."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions, family, majority
from carnet.accounts.models import Account, Contact, ProvisionalCode
from carnet.accounts.proof import Proof
from carnet.base import clock, outbox
from carnet.base.database import execute
from carnet.identity import directory
from carnet.journal.events import EventKind
from carnet.notify import queries as notices
from carnet.records import actions as records
from carnet.records import door
from carnet.records import queries as record_queries
from carnet.records.problems import Refused
from carnet.sharing import actions as sharing
from carnet.sharing import families
from carnet.sharing import queries as standing
from tests.accounts.families import LEA, MAJORITY, NAMED, Family, person
from tests.accounts.families import family as a_family
from tests.accounts.world import ADDRESS, PASSWORD, code, events
from tests.records.world import document, put

pytestmark = pytest.mark.django_db
TO_MAJORITY = timedelta(days=(MAJORITY - clock.today()).days)
EVE = TO_MAJORITY - timedelta(days=1)


@pytest.fixture
def here(db: None) -> Family:
    found = a_family()
    family.activate(found.mother, found.lea)
    sharing.invite(found.lea, person(found.mother), NAMED)
    outbox.drain()
    mail.outbox.clear()
    return found


def test_nothing_happens_the_day_before(here: Family) -> None:
    with clock.moved(EVE):
        assert majority.run() == 0
        assert standing.representatives(here.lea) == [here.mother]


def test_the_parents_leave_and_it_is_written_once(here: Family) -> None:
    with clock.moved(TO_MAJORITY):
        assert majority.run() == 2  # the twins
        assert majority.run() == 0
        with pytest.raises(Refused):
            door.open(here.lea, person(here.mother))
    told = events(here.lea)
    assert told.count(EventKind.MAJORITY_REACHED) == 1
    assert told.count(EventKind.REPRESENTATION_ENDED) == 1


def test_the_record_waits_for_the_young_adult(here: Family) -> None:
    with clock.moved(TO_MAJORITY):
        majority.run()
        assert record_queries.state(here.lea) == "created"
        assert record_queries.state(here.jules) == "not_created"


def test_a_closing_that_the_parents_asked_for_falls(here: Family) -> None:
    with clock.moved(EVE):
        records.request_closing(here.lea, person(here.mother))
    with clock.moved(TO_MAJORITY):
        majority.run()
        life = record_queries.life(here.lea)
    assert life is not None
    assert life.due_at is None


def test_a_record_closed_by_the_parents_stays_archived(here: Family) -> None:
    records.close_now(here.lea, person(here.mother))
    before = record_queries.life(here.lea)
    with clock.moved(TO_MAJORITY):
        majority.run()
    assert record_queries.life(here.lea) == before


def test_the_young_adult_gets_a_code_at_home_and_activates(here: Family) -> None:
    execute("UPDATE accounts_contact SET email = %s WHERE person_id = %s", ["lea@x.org", here.lea])
    with clock.moved(TO_MAJORITY):
        majority.run()
        outbox.drain()
        [letter] = [one for one in mail.outbox if one.to == ["lea@x.org"]]
        assert "Vous avez 18 ans." in str(letter.body)
        typed = code(mail.outbox.index(letter))
        card = Proof(LEA.matricule, "20555555555", LEA.birth_date, typed)
        _give_card(here.lea, card.vitale)
        assert actions.prove(card, ADDRESS) == here.lea
        actions.open_account(here.lea, "lea.desmaux", PASSWORD, "lea@x.org")
        assert record_queries.state(here.lea) == "active"


def test_without_an_address_of_their_own_the_letter_goes_to_the_childhood_home(
    here: Family,
) -> None:
    with clock.moved(TO_MAJORITY):
        majority.run()
        outbox.drain()
    own = Contact.objects.get(person_id=here.lea)
    home = Contact.objects.get(person_id=here.mother)
    assert (own.email, own.address, own.city) == ("", home.address, home.city)
    assert ProvisionalCode.objects.get(person_id=here.lea).channel == "letter"


def test_the_parents_are_told_without_a_name(here: Family) -> None:
    with clock.moved(TO_MAJORITY):
        majority.run()
        outbox.drain()
    assert "FIN_REPRESENTATION" in [line.kind for line in notices.notices(here.mother)]
    [message] = [one for one in mail.outbox if one.to == ["mother@example.org"]]
    assert not {"lea", "léa", "desmaux"} & set(f"{message.subject} {message.body}".lower().split())


def test_what_was_kept_from_the_parents_is_read_by_the_young_adult(here: Family) -> None:
    put(document(hidden_from_representatives=True), person_id=here.lea)
    assert door.open(here.lea, person(here.mother)).timeline().total == 0
    with clock.moved(TO_MAJORITY):
        majority.run()
        assert door.open(here.lea, person(here.lea)).timeline().total == 1


def test_an_invitation_that_waited_leads_nowhere(here: Family) -> None:
    [waiting] = families.received(here.father)
    assert waiting.person_id == here.lea
    with clock.moved(TO_MAJORITY):
        assert families.received(here.father) == []


def test_the_chore_is_the_systems(here: Family) -> None:
    from carnet.journal.queries import history

    with clock.moved(TO_MAJORITY):
        majority.run()
        [event] = [one for one in history(here.lea) if one.kind is EventKind.MAJORITY_REACHED]
    assert event.actor_kind is ActorKind.SYSTEM


def _give_card(person_id: int, serial: str) -> None:
    from carnet.base.ids import blind

    execute(
        "UPDATE identity_person SET vitale_index = %s WHERE person_id = %s",
        [blind("vitale", serial), person_id],
    )


def test_one_record_that_fails_keeps_no_other_from_its_own(here: Family) -> None:
    come_of_age = sharing.come_of_age

    def fail_for_lea(person_id: int) -> bool:
        if person_id == here.lea:
            raise LookupError
        return come_of_age(person_id)

    with clock.moved(TO_MAJORITY):
        with patch.object(sharing, "come_of_age", fail_for_lea):
            assert majority.run() == 1
        assert EventKind.MAJORITY_REACHED in events(here.jules)
        assert majority.run() == 1


def test_whom_the_parents_agreed_to_reads_on_and_is_shown_first(here: Family) -> None:
    """Care goes on; the young adult is asked again (applications: none exist yet)."""
    _agree(here.lea, person(here.mother))
    with clock.moved(TO_MAJORITY):
        majority.run()
        account_id = actions.open_account(here.lea, "lea.desmaux", PASSWORD, "lea@x.org")
        client = Client()
        client.force_login(Account.objects.get(pk=account_id))
        page = client.get("/premiers-pas/").content.decode()
    assert "1 soignant ou établissement est déjà autorisé." in page
    assert 'href="/acces/"' in page


def _agree(person_id: int, actor: Actor) -> None:
    doctor = directory.add_professional("10001234508", "MARTIN", "Luc", "G15_10")
    sharing.record_consent(person_id, actor, professional_id=doctor, mode="online")
