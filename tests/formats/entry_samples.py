"""Structured entries for tests of display, written by hand after the models of CI-SIS."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

from carnet.formats.cda import content
from carnet.formats.cda.content_model import Entry, Section
from tests.formats.cda_samples import section, structured

PROBLEM = '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.5"/>'
CONCERN = '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.5.1"/>'
ALLERGY = '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.6"/>'
VACCINE = '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.12"/>'
KILOS = '<value xsi:type="PQ" value="58" unit="kg"/>'


def read(entries: str, text: str = "Voir", title: str = "Partie") -> Section:
    """The section that these entries make."""
    return content.read(structured(section(text, title, f"<entry>{entries}</entry>"))).sections[0]


def one(entry: str, text: str = "Voir") -> Entry:
    """The single entry of a section."""
    (found,) = read(entry, text).entries
    return found


def told(entry: Entry) -> dict[str, str]:
    """Terms, or labels of the document, and their texts."""
    return {detail.term or detail.label: detail.text for detail in entry.details}


def related(inside: str, link: str = "SUBJ") -> str:
    """An act that adds to another."""
    return f'<entryRelationship typeCode="{link}">{inside}</entryRelationship>'


def comment(mark: str) -> str:
    """A comment whose words are in the narrative."""
    return related(
        '<act classCode="ACT" moodCode="EVN"><code code="48767-8" codeSystem="2.16.840.1.113883.6.1"/>'
        f'<text><reference value="#{mark}"/></text></act>'
    )


def coded(tag: str, display: str, code: str = "X1-0000", system: str = "1.2.3") -> str:
    """A coded value with the words of its document."""
    return f'<{tag} code="{code}" codeSystem="{system}" displayName="{display}"/>'


def observation(
    name: str, value: str = "", more: str = "", models: str = "", attributes: str = ""
) -> str:
    """Something observed."""
    return (
        f'<observation classCode="OBS" moodCode="EVN" {attributes}>{models}{coded("code", name)}'
        f'<statusCode code="completed"/>{value}{more}</observation>'
    )


def treatment(
    product: str,
    before: str = "",
    after: str = "",
    models: str = "",
    attributes: str = 'moodCode="EVN"',
) -> str:
    """Something given, or to be given; ``before`` its product come times and doses."""
    return (
        f'<substanceAdministration classCode="SBADM" {attributes}>{models}'
        f'<statusCode code="completed"/>{before}{product}{after}</substanceAdministration>'
    )


def material(name: str, more: str = "") -> str:
    """The product of a treatment."""
    return (
        "<consumable><manufacturedProduct><manufacturedMaterial>"
        f"<name>{name}</name>{more}</manufacturedMaterial></manufacturedProduct></consumable>"
    )
