"""Documents that are none, empty, deep or endless give what can be trusted, or nothing."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

import pytest

from carnet.formats.cda import values
from carnet.formats.problems import FormatProblem
from tests.formats import cda_samples as samples
from tests.formats.result_samples import pq, results
from tests.formats.values_samples import read


def test_many_results_are_bounded() -> None:
    many = samples.biology(*(samples.observation(pq(str(n))) for n in range(4_000)))
    assert len(read(many, text="")) == values.MAX_VALUES


def test_deep_groups_are_bounded() -> None:
    inside = samples.observation()
    for _ in range(40):
        inside = f'<organizer classCode="CLUSTER" moodCode="EVN"><component>{inside}</component></organizer>'
    assert results(inside) == []


def test_what_is_no_clinical_document_is_refused() -> None:
    with pytest.raises(FormatProblem):
        values.read(b"%PDF-1.7")


def test_a_document_without_entries_has_no_values() -> None:
    assert values.read(samples.narrative("Tout va bien.")) == []
    assert values.read(samples.file("application/pdf", "JVBERi0=")) == []


@pytest.mark.parametrize("text", ["9" * 1_100_000, "1 111" + " 111" * 400_000, "1," * 300_000])
def test_a_narrative_of_endless_numbers_is_read(text: str) -> None:
    assert len(results(samples.observation(), text=text)) == 1


def test_a_line_beyond_what_is_counted_is_not_told() -> None:
    assert results(samples.observation(), text="10,02" + "\n" * 70_000)[0].row == 0
