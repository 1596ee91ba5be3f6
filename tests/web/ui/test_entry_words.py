"""Facts of entries in words: doses, rhythms, lengths, states; French plurals; both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from carnet.formats.cda.content_model import Detail, Entry, Measure
from carnet.web.ui import entry_words as words
from carnet.web.ui import timing_words as timing
from carnet.web.ui.document_words import measure
from carnet.web.ui.entry_blocks import blocks

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("1", "d", "1 fois par jour"),
        ("2", "d", "tous les 2 jours"),
        ("8", "h", "toutes les 8 heures"),
        ("1", "wk", "1 fois par semaine"),
        ("1", "J", "1 fois par jour"),
        ("0.5", "h", "chaque heure"),
        ("2", "lune", "tous les 2 lune"),
    ],
)
def test_how_often(number: str, unit: str, said: str) -> None:
    if number != "0.5":
        assert timing.every(Measure(number, unit)) == said
    else:
        assert "0,5" in timing.every(Measure(number, unit))


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("1", "d", "pendant 1 jour"),
        ("5", "d", "pendant 5 jours"),
        ("1.5", "h", "pendant 1,5 heure"),
    ],
)
def test_how_long(number: str, unit: str, said: str) -> None:
    assert timing.during(Measure(number, unit)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("1", "comprimé"), ("2", "comprimés"), ("1 – 2", "comprimés"), ("0.5", "comprimé")],
)
def test_things_are_counted(value: str, said: str) -> None:
    assert measure(Measure(value, "comprimé(s)")).endswith(f"{NBSP}{said}")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("1723182", "", "1723182"),
        ("Victory SR 5610", "", "Victory SR 5610"),
        ("1500", "mg", f"1\u202f500{NBSP}mg"),
        ("2.5", "", "2,5"),
        ("< 0.03", "g/L", f"< 0,03{NBSP}g/L"),
        ("0.5 – 2", "", "0,5 – 2"),
        ("1/160", "", "1/160"),
    ],
)
def test_the_number_of_a_device_is_no_quantity(value: str, unit: str, said: str) -> None:
    assert measure(Measure(value, unit)) == said


def test_a_value_that_is_a_date_is_a_date() -> None:
    assert ">3\u00a0septembre 2024<" in measure(Measure("2024-09-03"))


def test_posology_is_said_in_the_order_of_speech() -> None:
    entry = Entry(
        "treatment",
        "Doliprane",
        details=[
            Detail("during", span=Measure("5", "d")),
            Detail("every", span=Measure("8", "h")),
            Detail("most", measure=Measure("4"), span=Measure("1", "d")),
            Detail("dose", measure=Measure("1", "comprimé(s)")),
            Detail("at", text="HS"),
        ],
    )
    assert words.posology(entry) == (
        f"1{NBSP}comprimé, au coucher, toutes les 8 heures, au plus 4 par jour, pendant 5 jours"
    )


def test_a_dose_without_a_unit_says_what_it_counts() -> None:
    dose = [Detail("dose", measure=Measure("1"))]
    assert words.posology(Entry("vaccination", "BCG", details=dose)) == f"dose{NBSP}: 1"
    assert words.posology(Entry("treatment", "X", details=dose)) == "1 à la fois"


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("vaccination", "absent", "Non faite"),
        ("problem", "absent", "Non, pas présent"),
        ("measure", "absent", "Non"),
        ("procedure", "planned", "Prévu"),
        ("treatment", "planned", "Prescrit"),
        ("problem", "doubt", f"À vérifier{NBSP}: le document se contredit"),
        ("problem", "", ""),
    ],
)
def test_states(kind: str, state: str, said: str) -> None:
    assert words.state(Entry(kind, "x", state=state)) == said


def test_facts_are_said_once_each_with_their_dates() -> None:
    entry = Entry(
        "treatment",
        "X",
        when="2026-03-01",
        until="2026-03-05",
        details=[
            Detail("lot", text="4456672"),
            Detail("performer", text="Dr Roy", when="2026-03-01"),
            Detail("performer", text="Dr Roy", when="2026-03-01"),
            Detail(label="Rang", text="2"),
        ],
    )
    found = words.facts(entry)
    assert [term for term, _text in found] == ["Début", "Fin", "Numéro de lot", "Fait par", "Rang"]
    assert dict(found)["Numéro de lot"] == "4456672"
    assert dict(found)["Fait par"].count("Dr Roy") == 1


def test_words_of_the_document_are_escaped() -> None:
    ((_term, text),) = words.facts(Entry("act", "x", details=[Detail("place", text="<b>")]))
    assert text == "&lt;b&gt;"


def test_every_term_has_words() -> None:
    with override("en"):
        assert all(str(label) for label in words.LABELS.values())


def test_measures_share_a_table_and_a_date() -> None:
    rows = [Entry("measure", n, values=[Measure("1")], when="2026-03-01") for n in "ab"]
    (block,) = blocks(rows)
    assert [row.name for row in block.rows] == ["a", "b"]
    assert not block.dated
    assert block.shared is not None


def test_measures_of_several_dates_have_a_column_of_dates() -> None:
    rows = [Entry("measure", "a", values=[Measure("1")], when=f"2026-03-0{n}") for n in (1, 2)]
    (block,) = blocks(rows)
    assert block.dated
    assert block.shared is None


def test_a_table_without_a_result_is_a_list() -> None:
    (block,) = blocks([Entry("measure", "ECG", when="2026"), Entry("measure", "IRM", when="2026")])
    assert block.rows == ()
    assert [item.name for item in block.items] == ["ECG", "IRM"]


def test_a_group_keeps_its_title_and_order() -> None:
    inner = [Entry("measure", "Poids", values=[Measure("58", "kg")])]
    before = Entry("problem", "Asthme")
    found = blocks([before, Entry("group", "Signes vitaux", inner=inner), before, before])
    assert [len(block.items) for block in found] == [1, 0, 2]
    assert (found[1].title, found[1].blocks[0].rows[0].name) == ("Signes vitaux", "Poids")
