"""Plain sentences: every code once, in both languages, short, calm, well printed."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

from carnet.contents import plain
from carnet.nomenclature import terms

DATA = resources.files("carnet.contents") / "data"
ALARMING = re.compile(
    r"cancer|tumeur|mort|grave[^s]|anormal|danger|urgent|malign|death|fatal|disease!", re.IGNORECASE
)
LOINC_CODE = re.compile(r"\d{1,6}-\d")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


TABLES = ("analyses.csv", "document_types.csv", "medicines.csv")
SENTENCES = [(name, row) for name in TABLES for row in rows(name)]


def check_digit(code: str) -> bool:
    """LOINC's own check digit (mod 10 over its number)."""
    body, _, check = code.partition("-")
    odd, even = body[::-1][::2], body[::-1][1::2]
    doubled = "".join(str(int(digit) * 2) for digit in odd)
    total = sum(map(int, doubled)) + sum(map(int, even))
    return (10 - total % 10) % 10 == int(check)


@pytest.mark.parametrize(("name", "row"), SENTENCES)
def test_sentences_are_short_calm_and_well_printed(name: str, row: dict[str, str]) -> None:
    for text in (row["fr"], row["en"]):
        assert text.strip() == text
        assert text.endswith((".", "…"))
        assert not ALARMING.search(text)
        counts = [len(part.split()) for part in re.split(r"(?<=[.?!]) ", text)]
        assert max(counts) <= 16, text
    assert "'" not in row["fr"] + row["en"]
    assert not re.search(r"[^\u00a0\d][:;?!]", row["fr"]), row["fr"]


def test_every_code_is_one_of_loinc_and_stands_once() -> None:
    codes = [code for row in rows("analyses.csv") for code in row["codes"].split()]
    assert len(codes) == len(set(codes))
    assert all(LOINC_CODE.fullmatch(code) and check_digit(code) for code in codes)
    keys = [row["key"] for row in rows("analyses.csv")]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)


def test_every_type_is_one_of_the_nomenclature() -> None:
    codes = [row["code"] for row in rows("document_types.csv")]
    assert len(codes) == len(set(codes))
    assert all(terms.document_type(code) for code in codes)


def test_every_class_has_the_shape_of_atc_and_stands_once() -> None:
    codes = [row["atc"] for row in rows("medicines.csv")]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?", code) for code in codes)


def test_every_table_names_its_source() -> None:
    sources = {row["file"]: row for row in rows("sources.csv")}
    assert sources.keys() == set(TABLES)
    assert all(row["source"] and row["licence"] for row in sources.values())


def test_two_codes_of_one_analysis_have_one_key() -> None:
    grams, moles = plain.analysis("53049-3"), plain.analysis("40193-5")
    assert grams is not None
    assert grams == moles
    assert grams.key == "glycemie-a-jeun"


def test_scales_that_no_power_of_ten_joins_have_each_their_key() -> None:
    keys = [plain.analysis(code) for code in ("4548-4", "59261-8", "67151-1", "89579-7")]
    assert len({found.key for found in keys if found}) == 4


def test_names_and_sentences_in_both_languages() -> None:
    french, english = plain.analysis("2823-3"), plain.analysis("2823-3", language="en-gb")
    assert french is not None
    assert english is not None
    assert french.name == "Potassium"
    assert "cœur" in french.sentence
    assert "heart" in english.sentence
    assert french.key == english.key


def test_a_medicine_by_its_narrowest_known_class() -> None:
    paracetamol, rotavirus = plain.medicine("N02BE01"), plain.medicine("J07BH02", "en")
    assert paracetamol is not None
    assert paracetamol.key == "N02BE"
    assert rotavirus is not None
    assert rotavirus.sentence == "This vaccine protects against rotavirus diarrhoea."
    assert plain.medicine("Z99") is None
    assert plain.medicine("") is None


@pytest.mark.parametrize("code", ["", "0-0", "718-7x"])
def test_what_the_tables_do_not_hold(code: str) -> None:
    assert plain.analysis(code) is None
    assert plain.document_type(code) is None


def test_a_code_of_another_system_is_no_analysis() -> None:
    assert plain.analysis("718-7", "1.2.250.1.213.1.1.4.322") is None
