"""decide(), the SQL predicate and the law agree over the full products of cases."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pytest

from carnet.access.decide import decide
from carnet.access.facts import Document, Facts
from carnet.access.visibility import predicate
from tests.access import cases
from tests.access.law import permitted
from tests.access.table import fill, visible


@pytest.fixture
def many(db: None) -> list[Document]:
    found = cases.documents()
    fill(found)
    return found


@pytest.fixture
def fewer(db: None) -> list[Document]:
    found = cases.fewer_documents()
    fill(found)
    return found


def compare(documents: list[Document], asking: Iterable[Facts]) -> int:
    compared = 0
    for facts in asking:
        in_sql = visible(facts)
        for document in documents:
            wanted = permitted(facts, document)
            decision = decide(facts.about(document))
            assert decision.allowed is wanted, (facts, document, decision.rule.code)
            assert (document.entry_no in in_sql) is wanted, (facts, document, predicate(facts))
            compared += 1
    return compared


def test_all_agree_about_professionals(many: list[Document]) -> None:
    assert compare(many, cases.professionals()) > 250_000


def test_all_agree_about_others_and_at_the_threshold(many: list[Document]) -> None:
    assert compare(many, chain(cases.others(), cases.at_the_threshold())) > 35_000


def test_all_agree_about_archives(many: list[Document]) -> None:
    assert compare(many, cases.of_archives()) > 100_000


def test_all_agree_about_what_is_kept_from_one_reader(fewer: list[Document]) -> None:
    assert compare(fewer, cases.kept_from()) > 90_000


def test_all_agree_in_an_emergency(fewer: list[Document]) -> None:
    assert compare(fewer, cases.in_emergencies()) > 180_000


def test_all_agree_about_delegates_and_in_secret(fewer: list[Document]) -> None:
    assert compare(fewer, chain(cases.delegates(), cases.in_secret())) > 30_000


def test_the_law_and_the_table_agree_about_every_act() -> None:
    documents = [None, *cases.fewer_documents()[::7]]
    compared = 0
    for facts in cases.acts():
        for document in documents if facts.action.name in {"HIDE", "DEPOSIT"} else [None]:
            decision = decide(facts.about(document) if document else facts)
            assert decision.allowed is permitted(facts, document), (facts, document, decision.rule)
            compared += 1
    assert compared > 40_000


def test_a_reader_whom_the_record_refuses_sees_nothing() -> None:
    for facts in everybody():
        if not decide(facts).allowed:
            assert predicate(facts) == ("FALSE", [])


def test_a_reader_whom_the_record_admits_may_see_something() -> None:
    for facts in everybody():
        entrusted = facts.delegated_categories != frozenset() or not facts.delegate
        if decide(facts).allowed and entrusted:
            assert predicate(facts)[0] != "FALSE"


def everybody() -> Iterable[Facts]:
    return chain(
        cases.professionals(),
        cases.others(),
        cases.at_the_threshold(),
        cases.of_archives(),
        cases.kept_from(),
        cases.in_emergencies(),
        cases.in_secret(),
        cases.delegates(),
    )
