"""How the insurer reaches people, and the queue in which each waits for the information."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from carnet.accounts.prepared import Prepared, Reach
from carnet.base.copying import copy
from carnet.base.database import execute, rows

_COLUMNS = "person_id, email, mobile, address, postal_code, city, inform_by"
_UPDATE = """
UPDATE accounts_contact
SET email = %s, mobile = %s, address = %s, postal_code = %s, city = %s,
    inform_by = CASE WHEN inform_by IN ('email', 'letter', 'none') THEN %s ELSE inform_by END
WHERE person_id = %s
"""
_TOLD = """
SELECT person_id FROM accounts_provisional_code WHERE person_id = ANY(%s)
UNION SELECT person_id FROM accounts_account WHERE person_id = ANY(%s)
"""
_SAME = "email, mobile, address, postal_code, city"


def expect(
    people: Mapping[int, Prepared], parents: Mapping[int, int], told: Collection[int] = ()
) -> None:
    """Write how to reach people not written yet, each in the queue of their information.

    ``parents``: who is written to about a child. ``told``: those who wait for nothing.
    """
    online = _online(parents.values())
    copy(
        "accounts_contact",
        _COLUMNS,
        (
            f"{number}\t{one.contact}\t" + ("" if number in told else _queue(
                parents[number] in online if number in parents else bool(one.reach.email)))
            for number, one in people.items()
        ),
    )  # fmt: skip


def known(people: Collection[int]) -> dict[int, Reach]:
    """How each of these people is reached, for those who are written."""
    found = rows(
        f"SELECT person_id, {_SAME} FROM accounts_contact WHERE person_id = ANY(%s)", [list(people)]
    )
    return {person_id: Reach(*values) for person_id, *values in found}


def bring_up(person_id: int, reach: Reach) -> None:
    """Write another way to reach a person; who waits for the first information changes queue."""
    execute(
        _UPDATE,
        [reach.email, reach.mobile, reach.address, reach.postal_code, reach.city,
         _queue(bool(reach.email)), person_id],
    )  # fmt: skip


def forget_queue(person_id: int) -> None:
    """Let nobody write to this person for now (the register says that they died)."""
    execute("UPDATE accounts_contact SET inform_by = '' WHERE person_id = %s", [person_id])


def queue_again(person_id: int) -> None:
    """Put somebody who is alive after all back where they waited: to be informed, or the window.

    A window that ended while they were said to be dead opened nothing: it is looked at again.
    """
    execute(
        "UPDATE accounts_contact SET window_closed_at = NULL, inform_by = CASE"
        " WHEN informed_at IS NOT NULL THEN inform_by WHEN email = '' THEN 'letter' ELSE 'email'"
        " END WHERE person_id = %s",
        [person_id],
    )


def _queue(online: bool) -> str:  # noqa: FBT001
    return "email" if online else "letter"


def told(people: Collection[int]) -> set[int]:
    """Those of these people who were informed by a code, or have an account."""
    asked = list(people)
    return {int(one) for (one,) in rows(_TOLD, [asked, asked])}


def _online(people: Iterable[int]) -> set[int]:
    found = rows(
        "SELECT person_id FROM accounts_contact WHERE person_id = ANY(%s) AND email <> ''",
        [sorted(set(people))],
    )
    return {int(one) for (one,) in found}
