"""What the narrative, the usual values, the unit or the day make doubtful is named."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from tests.formats import cda_samples as samples
from tests.formats.result_samples import dated, one, pq, results
from tests.formats.values_samples import read, times, vital


@pytest.mark.parametrize(
    ("unit", "doubts"),
    [("mmol/L", []), ("umol/L", []), ("g/L", ["unit"]), ("patates", ["unit"]), ("", [])],
)
def test_impossible_units(unit: str, doubts: list[str]) -> None:
    """Urea in moles cannot be in grams."""
    assert one(pq("10.02", unit), usual="").doubts == doubts


@pytest.mark.parametrize(
    ("code", "name", "unit", "odd"),
    [
        ("29463-7", "Poids", "kg", False), ("29463-7", "Poids", "cm", True), ("8302-2", "Taille", "m", False),
        ("8302-2", "Taille", "kg", True), ("8480-6", "Systolique", "mm[Hg]", False), ("8480-6", "Systolique", "Cel", True),
        ("8867-4", "Pouls", "/min", False), ("8310-5", "Température", "Cel", False), ("9272-6", "Apgar", "{score}", False),
    ],
)  # fmt: skip
def test_measures_in_a_unit_of_something_else(code: str, name: str, unit: str, odd: bool) -> None:
    found = read(vital(code=code, name=name, unit=unit), text="58")[0]
    assert found.kind == "measure"
    assert ("unit" in found.doubts) is odd


@pytest.mark.parametrize(
    ("stamp", "when", "odd"),
    [
        ("20261101", "2026-11-01", False),
        ("202611011430+0100", "2026-11-01T14:30", False),
        ("20261399", "2026", True),  # no such month
        ("20260231", "2026-02", True),  # no such day
        ("20271101", "2027-11-01", True),  # after the document
        ("19700101", "1970-01-01", True),  # before birth
        ("hier", "", True),
        ("2026", "2026", False),
    ],
)
def test_impossible_days(stamp: str, when: str, odd: bool) -> None:
    found = results(dated(samples.observation(), times(value=stamp)))[0]
    assert (found.when, "when" in found.doubts) == (when, odd)


def test_the_narrative_that_says_another_number_is_named() -> None:
    assert "value" in results(samples.observation(), text="Urée 100,2 (3,50 à 8)")[0].doubts
    assert "usual" in results(samples.observation(), text="Urée 10,02 (3 à 7)")[0].doubts
    assert results(samples.observation(level="N"))[0].doubts == ["level"]


def test_usual_values_that_are_one_number_are_doubtful() -> None:
    found = one(pq("10.02"), usual='<low value="8" unit="mmol/L"/><high value="8" unit="mmol/L"/>')
    assert (found.low, found.high) == ("8", "8")
    assert "usual" in found.doubts
