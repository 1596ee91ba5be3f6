"""Every cell of the matrix that ships, as the law's tables say it, in Python and in SQL alike."""

from __future__ import annotations

import csv

import pytest

from carnet.access import matrix
from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts
from tests.access.law_matrix import TRADES, reads
from tests.access.table import fill, visible

TYPES = matrix.FILE.parents[2] / "nomenclature" / "data" / "types.csv"


def classes() -> dict[str, str]:
    with TYPES.open(encoding="utf-8", newline="") as file:
        return {line["code"]: line["class"] for line in csv.DictReader(file)}


def authorised(trade: str) -> Facts:
    profession, _slash, specialty = trade.partition("/")
    actor = Actor(ActorKind.PROFESSIONAL, 7, 3, profession, specialty)
    return Facts(Action.SEARCH, actor, record_open=True, consent=True)


@pytest.mark.django_db
def test_each_trade_reads_what_the_law_says_of_each_type() -> None:
    known = classes()
    documents = [
        Document(code, author_professional_id=99, entry_no=number)
        for number, code in enumerate(sorted(known), 1)
    ]
    fill(documents)
    cells = 0
    for trade in matrix.professions(0):
        facts = authorised(trade)
        in_sql = visible(facts)
        for one in documents:
            wanted = reads(trade, one.type_code, known[one.type_code])
            assert decide(facts.about(one)).allowed is wanted, (trade, one.type_code)
            assert (one.entry_no in in_sql) is wanted, (trade, one.type_code)
            cells += 1
    assert cells == 46 * 128


def test_every_trade_that_the_law_names_has_a_row() -> None:
    assert set(TRADES) <= set(matrix.professions(0))
