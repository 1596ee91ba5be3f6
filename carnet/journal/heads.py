"""The chain of each person's sealed events: what lets a person check that none is withheld.

Each seal signs the tree head, over the people it advanced in the order of their numbers, of
(person, events, head): ``chains`` says how these are made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from carnet.base.arrays import integers
from carnet.base.database import execute, rows
from carnet.journal import chains as chain
from carnet.journal.merkle import root_of

Chains = dict[int, tuple[int, bytes]]  # person: number of events, head
_START = (0, chain.START)
# The heads as one text of bytes: an array of them takes psycopg longer than the statement takes.
_WRITE = """
INSERT INTO journal_head (person_id, events, head)
SELECT person_id, events, substring(%s::bytea FROM 32 * place::int - 31 FOR 32)
FROM unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS new (person_id, events, place)
ON CONFLICT (person_id) DO UPDATE SET events = EXCLUDED.events, head = EXCLUDED.head
"""


def advance(chains: Chains, people: Iterable[int], leaves: Iterable[bytes]) -> None:
    """Add to each person's chain the leaves of their events, in the order of the log."""
    sha256, get = hashlib.sha256, chains.get
    for person, leaf in zip(people, leaves, strict=True):
        count, head = get(person, _START)
        chains[person] = (count + 1, sha256(head + leaf).digest())


def root(chains: Chains, people: Iterable[int]) -> bytes:
    """Tree head of the chains of ``people``."""
    return root_of(chain.leaf(person, *chains[person]) for person in sorted(set(people)))


def read(people: Iterable[int]) -> Chains:
    """The stored chains of these people."""
    found = rows(
        "SELECT person_id, events, head FROM journal_head WHERE person_id = ANY(%s::bigint[])",
        [integers(sorted(set(people)))],
        binary=True,
    )
    return {person: (events, bytes(head)) for person, events, head in found}


def read_all() -> Chains:
    """Every stored chain."""
    found = rows("SELECT person_id, events, head FROM journal_head")
    return {person: (events, bytes(head)) for person, events, head in found}


def write(chains: Chains) -> None:
    """Store these chains."""
    people = sorted(chains)
    hashes = b"".join(chains[one][1] for one in people)
    execute(_WRITE, [hashes, integers(people), integers(chains[one][0] for one in people)])
