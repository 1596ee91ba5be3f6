from __future__ import annotations

import csv

import pytest

from carnet.access.matrix import FILE, professions, readable_types

TYPES = FILE.parents[2] / "nomenclature" / "data" / "types.csv"


def cells() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def classes() -> dict[str, str]:
    with TYPES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["class"] for row in csv.DictReader(file)}


# domain.md 4.5, « Known cells »: the only published ones.
@pytest.mark.parametrize(
    ("profession", "type_code", "reads"),
    [
        *[("G15_60", code, True) for code in ("11502-2", "15507-7", "47420-5", "56445-0")],
        *[("G15_60", code, True) for code in ("PROT_ALD", "75482-0", "83981-1", "88348-8")],
        *[("G15_60", code, False) for code in ("75496-0", "68599-0", "83901-9", "68817-6")],
        ("G15_60", "89601-9", False),
        ("G15_80", "15508-5", False),
        ("G15_40", "EXPPAT_3", False),
    ],
)
def test_published_cells(profession: str, type_code: str, reads: bool) -> None:
    assert (type_code in readable_types(profession)) is reads


def test_doctors_read_all_types_but_technical_ones() -> None:
    known = classes()
    assert readable_types("G15_10") == {code for code in known if known[code] != "99"}


@pytest.mark.parametrize(
    ("profession", "class_code", "expected"),
    [
        ("G15_21", "31", set()),
        ("G15_21", "11", {"56445-0", "80820-4", "60591-5"}),
        ("G15_21", "52", {"11369-6", "87273-9", "96173-0"}),
        ("G15_21", "90", {"EXPPAT_2"}),
        ("G15_21/G", "10", {"11502-2", "60568-3", "51969-4", "11488-4"}),
        ("G15_40", "11", {"60591-5", "83836-7"}),
        ("G15_70", "52", set()),
        ("93", "11", {"83901-9", "68599-0"}),
        ("G15_35", "10", {"11490-0", "83981-1"}),
        ("330", "90", {"EXPPAT_1"}),
        ("G15_28", "10", {"78513-9"}),
        ("G15_36", "10", set()),
    ],
)
def test_proposed_cells(profession: str, class_code: str, expected: set[str]) -> None:
    code, _, specialty = profession.partition("/")
    known = classes()
    read = {t for t in readable_types(code, specialty) if known[t] == class_code}
    assert read == expected


def test_a_specialty_without_its_own_row_reads_as_its_profession() -> None:
    assert readable_types("G15_10", "SM26") == readable_types("G15_10")
    assert readable_types("G15_21", "G") < readable_types("G15_21") | {"60568-3", "51969-4"}


def test_an_unknown_profession_reads_nothing() -> None:
    assert readable_types("G99_99") == frozenset()


def test_every_cell_is_there_once_and_says_where_it_comes_from() -> None:
    found = [(cell["profession"], cell["type"]) for cell in cells()]
    assert len(found) == len(set(found)) == len(professions()) * len(classes())
    assert {cell["status"] for cell in cells()} == {"sourced", "proposed"}
    assert all(bool(cell["source"]) == (cell["status"] == "sourced") for cell in cells())
