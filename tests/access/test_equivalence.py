"""decide(), the SQL predicate and the oracle agree over the full product of cases."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import connection

from carnet.access.decide import decide
from carnet.access.facts import Document, Facts
from carnet.access.visibility import predicate
from carnet.base.database import execute, rows
from tests.access.cases import at_the_threshold, documents, of_archives, oracle, readers

_TABLE = """
CREATE TEMPORARY TABLE cases (n int, type_code text, author_professional_id int, status int,
  confidentiality text, hidden_from_professionals bool, hidden_from_patient bool,
  hidden_from_representatives bool) ON COMMIT DROP
"""


@pytest.fixture
def cases(db: None) -> list[Document]:
    found = documents()
    execute(_TABLE)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO cases VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    n,
                    d.type_code,
                    d.author_professional_id,
                    d.status,
                    d.confidentiality,
                    d.hidden_from_professionals,
                    d.hidden_from_patient,
                    d.hidden_from_representatives,
                )
                for n, d in enumerate(found)
            ],
        )
    return found


def compare(cases: list[Document], asking: Iterable[Facts]) -> int:
    compared = 0
    for facts in asking:
        sql, params = predicate(facts)
        in_sql = {n for (n,) in rows(f"SELECT e.n FROM cases e WHERE {sql}", params)}
        for n, document in enumerate(cases):
            wanted = oracle(facts, document)
            decision = decide(facts.about(document))
            assert decision.allowed is wanted, (facts, document, decision.rule.code)
            assert (n in in_sql) is wanted, (facts, document, sql)
            compared += 1
    return compared


def test_all_three_agree(cases: list[Document]) -> None:
    assert compare(cases, readers()) > 500_000


def test_all_three_agree_at_the_threshold(cases: list[Document]) -> None:
    assert compare(cases, at_the_threshold()) > 30_000


def test_all_three_agree_about_archives(cases: list[Document]) -> None:
    assert compare(cases, of_archives()) > 30_000


def test_a_reader_whom_the_record_refuses_sees_nothing(cases: list[Document]) -> None:
    for facts in (*readers(), *at_the_threshold(), *of_archives()):
        if not decide(facts).allowed:
            assert predicate(facts) == ("FALSE", [])


def test_a_reader_whom_the_record_admits_may_see_something(cases: list[Document]) -> None:
    for facts in (*readers(), *at_the_threshold(), *of_archives()):
        if decide(facts).allowed:
            assert predicate(facts)[0] != "FALSE"
