from datetime import timedelta
from typing import Any

import pytest

from carnet.base import claims, clock, outbox
from carnet.base.models import Outbox
from carnet.notify import actions, consumers, queries

pytestmark = pytest.mark.django_db
CHILD = 7


def test_it_adds_a_notice_in_plain_french() -> None:
    actions.tell(CHILD, "AJOUT_DOCUMENT", entry_no=3)
    [line] = queries.notices(CHILD)
    assert line.sentence == "Un document a été ajouté à votre carnet."
    assert (line.entry_no, line.unread) == (3, True)


def test_the_newest_comes_first() -> None:
    actions.tell(CHILD, "AJOUT_DOCUMENT", entry_no=1)
    with clock.moved(timedelta(minutes=1)):
        actions.tell(CHILD, "ACCES_DMP_PS", professional_id=9)
    assert [line.kind for line in queries.notices(CHILD)] == ["ACCES_DMP_PS", "AJOUT_DOCUMENT"]
    assert [line.professional_id for line in queries.notices(CHILD)] == [9, None]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(LookupError):
        actions.tell(CHILD, "PUBLICITE")
    assert not Outbox.objects.exists()


def test_marking_read_touches_one_centre() -> None:
    actions.tell(CHILD, "AJOUT_DOCUMENT")
    actions.tell(CHILD + 1, "AJOUT_DOCUMENT")
    assert actions.mark_read(CHILD) == 1
    assert (queries.unread(CHILD), queries.unread(CHILD + 1)) == (0, 1)


def test_one_notice_can_be_marked_alone() -> None:
    actions.tell(CHILD, "AJOUT_DOCUMENT")
    actions.tell(CHILD, "ACCES_DMP_PS")
    first = queries.notices(CHILD)[0]
    assert actions.mark_read(CHILD, notice_id=first.notice_id) == 1
    assert queries.unread(CHILD) == 1
    assert actions.mark_read(CHILD + 1, notice_id=queries.notices(CHILD)[1].notice_id) == 0


def test_what_is_secret_from_representatives_changes_nothing_they_see() -> None:
    actions.tell(CHILD, "AJOUT_DOCUMENT", entry_no=1, secret_from_representatives=True)
    assert queries.notices(CHILD, representative=True) == []
    assert queries.unread(CHILD, representative=True) == 0
    assert actions.mark_read(CHILD, representative=True) == 0
    assert queries.unread(CHILD) == 1


@pytest.mark.parametrize(
    ("hidden", "own", "representative"),
    [
        ({}, 1, 1),
        ({"hidden_from_representatives": True}, 1, 0),
        ({"hidden_from_patient": True}, 0, 0),
    ],
)
def test_a_deposit_is_told_to_those_who_may_see_it(
    hidden: dict[str, bool], own: int, representative: int
) -> None:
    outbox.put(CHILD, "document.deposited", entry_no=4, **hidden)
    outbox.drain()
    assert len(queries.notices(CHILD)) == own
    assert len(queries.notices(CHILD, representative=True)) == representative


def test_a_first_access_is_told() -> None:
    outbox.put(CHILD, "record.consulted", professional_id=12, first=True, secret=False)
    outbox.put(CHILD, "record.consulted", professional_id=12, first=False, secret=False)
    outbox.drain()
    told = [(line.professional_id, line.kind) for line in queries.notices(CHILD)]
    assert told == [(12, "CONSULTATION_PS"), (12, "ACCES_DMP_PS")]


def test_many_deposits_are_told_each_to_its_own(django_assert_num_queries: Any) -> None:
    for person_id in (CHILD, CHILD + 1, CHILD):
        outbox.put(person_id, "document.deposited", entry_no=person_id)
    effects = claims.claim(10, timedelta(), [], among=False)
    with django_assert_num_queries(5):  # savepoint, delete, notices, what is told, release
        outbox._do(effects)
    assert [len(queries.notices(one)) for one in (CHILD, CHILD + 1)] == [2, 1]
    told = Outbox.objects.filter(kind="notice.told").values_list("person_id", flat=True)
    assert sorted(told) == [CHILD, CHILD + 1]  # two documents that come together are one news


def test_a_bad_deposit_does_not_silence_the_others() -> None:
    outbox.put(CHILD, "document.deposited", entry_no=1)
    outbox.put(CHILD + 1, "document.deposited")  # of what document?
    outbox.put(CHILD + 2, "document.deposited", entry_no=3)
    outbox.drain()
    assert [queries.unread(CHILD + number) for number in range(3)] == [1, 0, 1]
    assert Outbox.objects.get(kind="document.deposited").person_id == CHILD + 1


def test_a_deposit_told_again_is_one_notice() -> None:
    """As if the worker had died between the notices and the end of its effects."""
    outbox.put(CHILD, "document.deposited", entry_no=1)
    effects = claims.claim(1, timedelta(), [], among=False)
    consumers.documents_deposited(effects)
    consumers.documents_deposited(effects)
    assert [line.entry_no for line in queries.notices(CHILD)] == [1]


def test_a_notice_says_when_it_happened_and_keeps_the_order() -> None:
    for entry_no in range(1, 6):
        outbox.put(CHILD, "document.deposited", entry_no=entry_no)
    with clock.moved(timedelta(hours=1)):
        outbox.drain()
    lines = queries.notices(CHILD)
    assert [line.entry_no for line in lines] == [5, 4, 3, 2, 1]
    assert lines[0].at < clock.now()
