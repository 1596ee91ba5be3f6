"""The header of a document becomes its metadata, by the rules of the CI-SIS."""

from __future__ import annotations

import pytest

from carnet.formats.cda import metadata
from carnet.formats.cda.model import Code, Metadata
from carnet.formats.problems import FormatProblem
from tests.formats import samples
from tests.formats.samples import cda, event, plain


def read(document: str, encoding: str = "utf-8") -> Metadata:
    return metadata.read(document.encode(encoding))


def refused(document: str) -> FormatProblem:
    with pytest.raises(FormatProblem) as caught:
        read(document)
    return caught.value


def test_it_reads_the_header() -> None:
    found = read(cda())
    assert found.unique_id == "1.2.3^doc-1"
    assert found.type == Code("11488-4", "2.16.840.1.113883.6.1", "Consultation")
    assert found.class_ == Code("10", "1.2.250.1.213.1.1.4.1", "Compte rendu")
    assert found.format.code == "urn:asip:ci-sis:ldl-ses:2017"
    assert (found.creation_time, found.service_start) == ("20240301093000", "20240301080000")
    assert found.service_stop == ""
    assert found.confidentiality == Code("N", "2.16.840.1.113883.5.25", "Normal")
    assert found.practice_setting is not None
    assert found.practice_setting.code == "AMBULATOIRE"
    assert not found.self_presenting
    assert found.warnings == []


def test_it_reads_the_patient_with_a_local_birth_date() -> None:
    found = read(cda()).patient
    assert (found.oid, found.matricule) == ("1.2.250.1.213.1.4.10", "255069999999934")
    assert (found.birth_name, found.used_name, found.given_names) == (
        "DUPONT",
        "DURAND",
        "ANNE MARIE",
    )
    assert (found.birth_date, found.sex, found.birth_place) == ("19550601", "F", "75056")
    assert [one.extension for one in found.local_ids] == ["IPP-1"]


def test_it_reads_who_wrote_and_who_answers() -> None:
    found = read(cda())
    (author,) = found.authors
    assert author.identifier is not None
    assert author.identifier.extension == "810100000017"
    assert (author.family_name, author.given_name, author.title) == ("MARTIN", "Zoé", "DR")
    assert author.role == Code("PCP", "2.16.840.1.113883.5.88", "Médecin traitant")
    assert author.organization_name == "Cabinet des Lilas"
    assert found.legal_authenticator is not None
    assert found.legal_authenticator.family_name == "MARTIN"
    assert found.custodian is not None
    assert found.custodian.extension == "1750803447"


def test_it_opens_a_self_presenting_document_with_its_own_bytes() -> None:
    document = samples.self_presenting(cda())
    found = read(document)
    assert found.self_presenting
    assert found.unique_id == "1.2.3^doc-1"
    assert found.size == len(document.encode())


def test_it_reads_past_a_byte_order_mark_and_several_stylesheets() -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="a.xsl"?><!-- x --><?b?>'
    assert read("\ufeff" + cda(head=head)).title == "Compte rendu de consultation"


@pytest.mark.parametrize(
    ("templates", "expected"),
    [
        (("1.3.6.1.4.1.19376.1.3.3", "1.2.250.1.213.1.1.1.55"), "urn:ihe:lab:xd-lab:2008"),
        # A national template refines the international one, wherever each stands.
        (("1.2.250.1.213.1.1.1.39", "1.3.6.1.4.1.19376.1.8.1.1.1"), "urn:ihe:pharm:pre:2010"),
        (("1.2.250.1.213.1.1.1.5", "1.2.250.1.213.1.1.1.5.4"), "urn:ans:ci-sis:cse-mde:2023"),
        (("1.2.250.1.213.1.1.1.59",), "urn:ans:ci-sis:trod:2024"),
        (("1.2.250.1.213.1.1.1.999",), "urn:asipSante:modelesHorsProfils:2011"),
    ],
)
def test_the_most_specific_template_gives_the_format(
    templates: tuple[str, ...], expected: str
) -> None:
    assert read(cda(templates=("1.2.250.1.213.1.1.1.1", *templates))).format.code == expected


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/pdf", "urn:ihe:iti:xds-sd:pdf:2008"),
        ("image/jpeg", "urn:ihe:iti-fr:xds-sd:jpeg:2010"),
        ("text/rtf", "urn:ihe:iti-fr:xds-sd:rtf:2010"),
        ("text/plain", "urn:ihe:iti:xds-sd:text:2008"),
    ],
)
def test_the_media_type_gives_the_format_of_a_body_without_structure(
    media_type: str, expected: str
) -> None:
    assert read(cda(body=plain(media_type))).format.code == expected


def test_the_main_act_gives_time_and_setting_and_all_acts_give_codes() -> None:
    acts = (
        event("18719-5", "", setting="") + event("11488-4", "20240105") + event("34117-2", "2023")
    )
    found = read(cda(events=acts))
    assert found.service_start == "20240105"
    assert [one.code for one in found.event_codes] == ["18719-5", "11488-4", "34117-2"]


def test_it_says_what_the_document_replaces() -> None:
    related = (
        '<relatedDocument typeCode="APND"><parentDocument><id root="9.9"/></parentDocument>'
        '</relatedDocument><relatedDocument typeCode="RPLC"><parentDocument>'
        '<id root="1.2.3" extension="doc-0"/></parentDocument></relatedDocument>'
    )
    assert read(cda(related=related)).replaces == "1.2.3^doc-0"


def test_a_malformed_offset_is_tolerated_and_flagged() -> None:
    found = read(cda(effective="20240701120000+100"))
    assert found.creation_time == "20240701100000"
    assert [one.path for one in found.warnings] == ["/ClinicalDocument/effectiveTime/@value"]


def test_an_unsound_ins_is_flagged_without_being_quoted() -> None:
    found = read(cda(ids='<id root="1.2.250.1.213.1.4.8" extension="255069999999901"/>'))
    (flag,) = found.warnings
    assert flag.path == "/ClinicalDocument/recordTarget/patientRole/id"
    assert "key" in flag.expected
    assert "255069999999901" not in flag.found + flag.expected


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (cda(type_code="00000-0"), "/ClinicalDocument/code/@code"),
        (cda(identifier=""), "/ClinicalDocument/id/@root"),
        (cda(effective="yesterday"), "/ClinicalDocument/effectiveTime/@value"),
        (cda(effective="20241301"), "/ClinicalDocument/effectiveTime/@value"),
        (cda(effective="00010101000000+0100"), "/ClinicalDocument/effectiveTime/@value"),
        (cda(confidentiality="X"), "/ClinicalDocument/confidentialityCode/@code"),
        (cda().replace("fr-FR", "x" * 300), "/ClinicalDocument/languageCode/@code"),
        (cda(identifier=f'<id root="{"1" * 300}"/>'), "/ClinicalDocument/id/@root"),
        (cda(ids=""), "/ClinicalDocument/recordTarget/patientRole/id"),
        (cda(events=""), "/ClinicalDocument/documentationOf/serviceEvent/effectiveTime/low/@value"),
        (cda(body=plain("image/png")), "/ClinicalDocument/component/nonXMLBody/text/@mediaType"),
        (cda(body=""), "/ClinicalDocument/component"),
        (
            cda().replace("legalAuthenticator", "authenticator"),
            "/ClinicalDocument/legalAuthenticator",
        ),
    ],
)
def test_it_refuses_naming_the_path(document: str, path: str) -> None:
    problem = refused(document)
    assert problem.path == path
    assert problem.expected
    assert problem.found
