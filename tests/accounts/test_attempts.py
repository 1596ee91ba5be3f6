from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts import attempts
from carnet.accounts.models import Attempt
from carnet.accounts.problems import CodeExpired, Locked, Slowed, WrongProof
from carnet.base import clock

NIR = "255081416802538"
pytestmark = pytest.mark.django_db


def fail(times: int, kind: str = "matricule", value: str = NIR) -> None:
    for _ in range(times):
        attempts.failed(kind, value)


def test_three_failures_cost_nothing() -> None:
    fail(3)
    attempts.check("matricule", NIR)


def test_it_slows_more_and_more() -> None:
    waits = []
    for _ in range(6):
        fail(1)
        try:
            attempts.check("matricule", NIR)
            waits.append(0)
        except Slowed as problem:
            waits.append(problem.seconds)
    assert waits == [0, 0, 0, 2, 4, 8]


def test_it_lets_through_after_the_wait() -> None:
    fail(4)
    with clock.moved(timedelta(seconds=3)):
        attempts.check("matricule", NIR)


def test_it_locks_then_opens_again() -> None:
    fail(10)
    with pytest.raises(Locked) as locked:
        attempts.check("matricule", NIR)
    assert locked.value.until > clock.now() + timedelta(minutes=14)
    with clock.moved(timedelta(minutes=16)):
        attempts.check("matricule", NIR)


@given(st.integers(min_value=1, max_value=10**6))
def test_no_lock_lasts_more_than_an_hour(times: int) -> None:
    assert timedelta(minutes=15) <= attempts._lock(times) <= timedelta(hours=1)


def test_the_owner_gets_a_try_after_each_lock() -> None:
    fail(40)
    with clock.moved(timedelta(hours=1, minutes=1)):
        attempts.check("matricule", NIR)


def test_a_success_forgets() -> None:
    fail(5)
    attempts.succeeded("matricule", NIR)
    attempts.check("matricule", NIR)


def test_a_day_forgets() -> None:
    fail(9)
    with clock.moved(timedelta(days=1, seconds=1)):
        fail(1)
        attempts.check("matricule", NIR)


def test_subjects_and_kinds_do_not_mix() -> None:
    fail(10)
    attempts.check("identifier", NIR)
    attempts.check("matricule", "255081416802539")


def test_it_keeps_no_identifier() -> None:
    fail(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_attempt::text FROM accounts_attempt")
        assert NIR not in str(cursor.fetchall())


def test_the_guard_counts_a_wrong_proof_for_each_subject() -> None:
    for _ in range(4):
        with (
            clock.moved(timedelta(hours=1)),
            pytest.raises(WrongProof),
            attempts.guard(("matricule", NIR), ("address", "192.0.2.1")),
        ):
            raise WrongProof
    # The address counts by itself and in its network; the house counts them all (brake).
    assert sorted(Attempt.objects.values_list("failures", flat=True)) == [4, 4, 4, 4]


def test_the_guard_forgives_success_and_other_problems() -> None:
    fail(2)
    for _ in range(7):
        wrong("192.0.2.1")
    with attempts.guard(("matricule", NIR), ("address", "192.0.2.1")):
        pass
    with pytest.raises(CodeExpired), attempts.guard(("matricule", NIR)):
        raise CodeExpired(1)
    left = Attempt.objects.values_list("failures", flat=True)
    assert list(left) == [7, 7]  # an address and its network keep the failures of others


def test_the_guard_refuses_before_trying() -> None:
    fail(10)
    with pytest.raises(Locked), attempts.guard(("address", "192.0.2.1"), ("matricule", NIR)):
        pytest.fail("it tried")
    assert Attempt.objects.count() == 1


def wrong(address: str) -> None:
    with pytest.raises(WrongProof), attempts.guard(("address", address)):
        raise WrongProof


def tried(address: str, times: int) -> None:
    """So many wrong proofs from one address, long enough after one another to be let through."""
    for number in range(times):
        with clock.moved(timedelta(seconds=40 * number)):
            wrong(address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),  # one subscriber has the whole /64
        ("192.0.2.1", "::ffff:192.0.2.1"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::1"),
        ("not an address", "not an address"),
    ],
)
def test_one_address_is_slowed_however_it_is_written(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(attempts.LIMITS, "address", attempts.Limits(2, 10))
    tried(one, 3)
    with clock.moved(timedelta(seconds=80)), pytest.raises(Slowed):
        attempts.spend(("address", other))


@pytest.mark.parametrize(
    ("one", "other"), [("192.0.2.1", "192.0.3.1"), ("2001:db8:1:2::1", "2001:db8:1:3::1")]
)
def test_a_neighbour_is_not_slowed(one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attempts.LIMITS, "address", attempts.Limits(2, 10))
    tried(one, 3)
    with clock.moved(timedelta(seconds=80)):
        attempts.spend(("address", other))


@pytest.mark.parametrize("base", ["198.51.100.{}", "2001:db8:7:{}::1"])
def test_many_addresses_of_one_network_are_slowed_together(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(attempts.LIMITS, "network", attempts.Limits(5, 50))
    for number in range(6):
        wrong(base.format(number))
    with pytest.raises(Slowed):
        attempts.spend(("address", base.format(99)))


def test_an_organization_is_slowed_from_one_network_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attempts.LIMITS, "organization", attempts.Limits(2, 10))
    for number in range(3):
        with (
            pytest.raises(WrongProof),
            attempts.guard(attempts.organization(7, f"192.0.2.{number}")),
        ):
            raise WrongProof
    with pytest.raises(Slowed):
        attempts.spend(attempts.organization(7, "192.0.2.200"))
    attempts.spend(attempts.organization(7, "198.51.100.1"))  # its own people elsewhere
    attempts.spend(attempts.organization(8, "192.0.2.1"))


def test_spending_counts_whatever_comes_of_it() -> None:
    for number in range(10):
        with clock.moved(timedelta(minutes=number)):
            attempts.spend(("recovery", NIR))
    with clock.moved(timedelta(minutes=11)), pytest.raises(Locked):
        attempts.spend(("recovery", NIR))


@pytest.mark.django_db(transaction=True)
def test_simultaneous_tries_are_counted_one_by_one() -> None:
    def wrong() -> None:
        with attempts.guard(("identifier", "alice.martin")):
            raise WrongProof

    def one(_number: int) -> str:
        try:
            wrong()
        except (WrongProof, Slowed, Locked) as problem:
            return type(problem).__name__
        finally:
            connection.close()
        return "nothing"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(16)))
    assert answers.count("WrongProof") == 4  # the fourth failure slows those that follow
    assert answers.count("Slowed") == 12


def test_what_slows_nobody_any_more_is_forgotten() -> None:
    fail(10)
    fail(1, "address", "192.0.2.1")
    assert attempts.forget() == 0
    with clock.moved(timedelta(days=1, minutes=1)):
        fail(1, "matricule", "another")
        assert attempts.forget() == 2
        assert Attempt.objects.count() == 1


def test_a_lock_is_not_forgotten_before_its_end() -> None:
    fail(10)
    Attempt.objects.update(locked_until=clock.now() + timedelta(days=2))
    with clock.moved(timedelta(days=1, minutes=1)):
        assert attempts.forget() == 0
