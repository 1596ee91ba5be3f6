"""Entries for tests of values, written by hand after the models of the CI-SIS."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

from carnet.formats.cda import values
from carnet.formats.cda.values_model import Value
from tests.formats.cda_samples import section, structured

LOINC = "2.16.840.1.113883.6.1"
SNOMED = "2.16.840.1.113883.6.96"
CIM10 = "2.16.840.1.113883.6.3"
ATC = "2.16.840.1.113883.6.73"
CIS = "1.2.250.1.213.2.3.1"
TREATMENT = "1.3.6.1.4.1.19376.1.5.3.1.4.7"
VACCINATION = "1.3.6.1.4.1.19376.1.5.3.1.4.12"
PROBLEMS = "1.3.6.1.4.1.19376.1.5.3.1.4.5.2"
ALLERGIES = "1.3.6.1.4.1.19376.1.5.3.1.4.5.3"
VITAL_SIGN = "1.3.6.1.4.1.19376.1.5.3.1.4.13.2"
RESULT = "1.3.6.1.4.1.19376.1.3.1.6"


def read(*entries: str, text: str = "Texte") -> list[Value]:
    """The values of a document of one section."""
    return values.read(structured(section(text, "Section", "".join(entries))))


def entry(act: str) -> str:
    """An entry around one act."""
    return f"<entry>{act}</entry>"


def template(root: str) -> str:
    """What says that an act follows a model."""
    return f'<templateId root="{root}"/>'


def coded(tag: str, code: str, system: str, name: str, more: str = "") -> str:
    """A coded element."""
    typed = ' xsi:type="CD"' if tag == "value" else ""
    return f'<{tag}{typed} code="{code}" codeSystem="{system}" displayName="{name}">{more}</{tag}>'


def times(low: str = "", high: str = "", value: str = "") -> str:
    """When it was: a moment, or an interval."""
    if value:
        return f'<effectiveTime value="{value}"/>'
    inside = (f'<low value="{low}"/>' if low else "") + (f'<high value="{high}"/>' if high else "")
    return f"<effectiveTime>{inside}</effectiveTime>"


def vital(
    *, code: str = "29463-7", name: str = "Poids", value: str = "58", unit: str = "kg",
    when: str = "20261101", more: str = "", attributes: str = "",
) -> str:  # fmt: skip
    """One measure, in an organizer dated of the first of November."""
    measured = f'<value xsi:type="PQ" value="{value}" unit="{unit}"/>'
    return entry(
        f'<organizer classCode="CLUSTER" moodCode="EVN">{coded("code", "85353-1", LOINC, "Signes vitaux")}'
        f'{times(value="20261101")}<component><observation classCode="OBS" moodCode="EVN" {attributes}>'
        f'{template(VITAL_SIGN)}{coded("code", code, LOINC, name)}<statusCode code="completed"/>'
        f"{times(value=when) if when else ''}{measured}{more}</observation></component></organizer>"
    )


def substance(
    model: str, *, inside: str = "", material: str = "", mood: str = "EVN", negated: str = "false",
    status: str = "completed", when: str = times("20261001", "20261007"),
) -> str:  # fmt: skip
    """A treatment or a vaccination."""
    return entry(
        f'<substanceAdministration classCode="SBADM" moodCode="{mood}" negationInd="{negated}">'
        f'{template(model)}<statusCode code="{status}"/>{when}{inside}<consumable>'
        f"<manufacturedProduct><manufacturedMaterial>{material}</manufacturedMaterial>"
        "</manufacturedProduct></consumable></substanceAdministration>"
    )


def concern(model: str, *observations: str, status: str = "active") -> str:
    """An item of a list of problems or of allergies."""
    inside = "".join(
        f'<entryRelationship typeCode="SUBJ">{one}</entryRelationship>' for one in observations
    )
    return entry(
        f'<act classCode="ACT" moodCode="EVN">{template(model)}<statusCode code="{status}"/>{inside}</act>'
    )


def condition(
    *, sort: str = coded("code", "282291009", SNOMED, "diagnostic"),
    value: str = coded("value", "I10", CIM10, "Hypertension artérielle"),
    inside: str = "", negated: str = "false", when: str = times("20200115"), text: str = "",
) -> str:  # fmt: skip
    """A problem or an allergy."""
    told = f"<text>{text}</text>" if text else ""
    return (
        f'<observation classCode="OBS" moodCode="EVN" negationInd="{negated}">{sort}{told}'
        f'<statusCode code="completed"/>{when}{value}{inside}</observation>'
    )


def related(kind: str, act: str) -> str:
    """A related act."""
    return f'<entryRelationship typeCode="{kind}">{act}</entryRelationship>'


def about(code: str, value: str, kind: str = "REFR") -> str:
    """What qualifies a condition: its status, its certainty."""
    return related(
        kind,
        f'<observation classCode="OBS" moodCode="EVN"><code code="{code}"/>'
        f'<value xsi:type="CE" code="{value}" displayName="{value.title()}"/></observation>',
    )
