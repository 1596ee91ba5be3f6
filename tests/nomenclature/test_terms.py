"""Terms are found by OID or by address, in French, to the letter of the JDV."""

from __future__ import annotations

import pytest

from carnet.nomenclature import tables, terms

LOINC = "2.16.840.1.113883.6.1"
VISIBILITY = "1.2.250.1.213.1.1.4.13"
NOS = "https://mos.esante.gouv.fr/NOS"


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        (LOINC, "11502-2", "CR d'examens biologiques"),
        ("http://loinc.org", "60591-5", "Synthèse médicale"),
        (f"urn:oid:{LOINC}", "718-7", "Hémoglobine [Masse/Volume] Sang ; Numérique"),
        (VISIBILITY, "MASQUE_PS", "Masqué aux professionnels de santé"),
        ("1.2.250.1.71.4.2.4", "SA07", "Cabinet individuel"),
        ("2.16.840.1.113883.5.25", "V", "Très restreint"),
        ("1.2.250.1.213.1.1.4.1", "10", "Compte rendu"),
        (LOINC, "no such code", None),
        ("9.9.9", "11502-2", None),
        ("https://example.org/nothing", "11502-2", None),
        ("", "", None),
    ],
)
def test_display(system: str, code: str, expected: str | None) -> None:
    assert terms.display(system, code) == expected


def test_statut_and_status_are_one_system() -> None:
    for word in ("Statut", "Status"):
        address = f"{NOS}/TRE_A07-{word}VisibiliteDocument/FHIR/TRE-A07-{word}VisibiliteDocument"
        assert terms.oid_of(address) == VISIBILITY
    assert terms.fhir_system(VISIBILITY).endswith("/TRE-A07-StatutVisibiliteDocument")


def test_a_system_without_an_address_is_named_by_its_oid() -> None:
    assert terms.fhir_system("9.9.9") == "urn:oid:9.9.9"
    assert terms.oid_of("urn:oid:9.9.9") == "9.9.9"


def test_a_type_tells_its_class_and_category() -> None:
    found = terms.document_type("11369-6")
    assert found is not None
    assert (found.display, found.class_code) == ("Historique des vaccinations", "52")
    assert found.category == "CAR_VAC"
    assert terms.class_of("nothing") == ""


@pytest.mark.parametrize(
    ("type_code", "class_code", "expected"),
    [
        ("11502-2", "10", "BIOLOGIE"),
        ("11488-4", "10", "CPT_REND"),
        ("18748-4", "31", "RADIO_SC"),
        ("60593-1", "43", "ORD_SOIN"),
        ("EXPPAT_3", "90", "DIR_ANT"),
        ("EXPPAT_2", "90", "AUTR_DOC"),
        ("REMB", "60", "REMB"),
        ("unknown", "52", "CERT_MED"),
        ("unknown", "", "AUTR_DOC"),
    ],
)
def test_the_category_of_a_document(type_code: str, class_code: str, expected: str) -> None:
    assert terms.category(type_code, class_code) == expected
    assert expected in terms.CATEGORIES


def test_no_type_class_or_format_is_shown_as_a_raw_code() -> None:
    assert len(terms.document_types()) > 100
    for one in terms.document_types():
        assert one.display != one.code
        assert one.category in terms.CATEGORIES
        known = terms.document_class(one.class_code)
        assert known is not None
        assert known.display != known.code
    for row in tables.read("formats.csv"):
        assert terms.display(row["system"], row["format"])


def test_professions_and_specialties() -> None:
    doctor = terms.profession("G15_10")
    assert doctor is not None
    assert doctor.display == "Médecin"
    nurse = terms.profession("G15_60")
    assert nurse in terms.professions()
    assert terms.profession("G15_10/SM26") is None
    general = terms.specialty("SM26")
    assert general is not None
    assert general.display.startswith("Qualifié en Médecine")


def test_value_sets() -> None:
    assert terms.in_value_set("J02", "1.2.250.1.71.4.2.4", "SA07")
    assert not terms.in_value_set("J02", "1.2.250.1.213.1.1.4.9", "SA07")
    assert terms.in_value_set("J08", "2.16.840.1.113883.5.25", "N")
    assert not terms.in_value_set("J08", "2.16.840.1.113883.5.25", "X")


def test_every_table_names_its_source() -> None:
    named = {row["file"] for row in tables.read("sources.csv")}
    assert named == {
        "terms.csv", "types.csv", "formats.csv", "systems.csv", "value_sets.csv", "categories.csv",
    }  # fmt: skip
    assert all(row["source"] and row["licence"] for row in tables.read("sources.csv"))
