"""Small documents for tests of display, written by hand."""

# ruff: noqa: E501 - XML reads better on long lines
from __future__ import annotations

from html import escape

HEADER = """<realmCode code="FR"/>
<code code="11502-2" displayName="CR d'examens biologiques" codeSystem="2.16.840.1.113883.6.1"/>
<title>Compte rendu d'analyses</title>
<effectiveTime value="20261103180400+0100"/>
<languageCode code="fr-FR"/>
<versionNumber value="2"/>
<recordTarget><patientRole><patient>
 <name><family qualifier="BR">DURAND</family><given>ROSE MARIE</given>
 <family qualifier="CL">MARTIN</family><given qualifier="CL">ROSE</given></name>
 <administrativeGenderCode code="F"/><birthTime value="19790328"/>
</patient></patientRole></recordTarget>
<author><time value="20261103"/><assignedAuthor>
 <code code="G15_10/SM03" displayName="Médecin - Biologie médicale (SM)" codeSystem="1.2.250.1.213.1.1.4.5"/>
 <telecom value="tel:0174589607"/>
 <assignedPerson><name><prefix>M</prefix><given>Marcel</given><family>CAMPARINI</family><suffix>DR</suffix></name></assignedPerson>
 <representedOrganization><name>Laboratoire des charmes</name></representedOrganization>
</assignedAuthor></author>
<relatedDocument typeCode="RPLC"/>
<documentationOf><serviceEvent><effectiveTime><low value="202611020735+0100"/></effectiveTime></serviceEvent></documentationOf>
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def document(body: str) -> bytes:
    """A document around the inside of its body component."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<ClinicalDocument xmlns="urn:hl7-org:v3" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{HEADER}<component>{body}</component></ClinicalDocument>"
    ).encode()


def narrative(text: str, title: str = "Conclusion") -> bytes:
    """A document of one section with this narrative."""
    return structured(section(text, title))


def structured(*sections: str) -> bytes:
    """A document of these sections."""
    return document(f"<structuredBody>{''.join(sections)}</structuredBody>")


def section(text: str, title: str = "Conclusion", entries: str = "", inner: str = "") -> str:
    """One section; entries and inner sections come after its narrative."""
    return (
        f"<component><section><title>{escape(title)}</title><text>{text}</text>"
        f"{entries}{inner}</section></component>"
    )


def file(media_type: str, base64: str) -> bytes:
    """A document without sections, that only carries a file (CDA level 1)."""
    return document(
        f'<nonXMLBody><text mediaType="{media_type}" representation="B64">{base64}</text></nonXMLBody>'
    )


def media(mark: str, base64: str = PIXEL, media_type: str = "image/png") -> str:
    """An entry that carries an image."""
    return (
        f'<entry><observationMedia classCode="OBS" moodCode="EVN" ID="{mark}">'
        f'<value mediaType="{media_type}" representation="B64">{base64}</value>'
        "</observationMedia></entry>"
    )


def biology(*observations: str) -> str:
    """An entry of biology around these observations."""
    inside = "".join(f"<entryRelationship>{o}</entryRelationship>" for o in observations)
    return (
        '<entry><templateId root="1.3.6.1.4.1.19376.1.3.1"/><act classCode="ACT" moodCode="EVN">'
        '<code code="18719-5" displayName="Biochimie" codeSystem="2.16.840.1.113883.6.1"/>'
        f"{inside}</act></entry>"
    )


def observation(
    value: str = '<value xsi:type="PQ" value="10.02" unit="mmol/L"/>',
    level: str = "H",
    usual: str = '<low value="3.500000" unit="mmol/L"/><high value="8" unit="mmol/L"/>',
    more: str = "",
    mark: str = "#uree",
) -> str:
    """One result: urea, too high unless told otherwise."""
    said = (
        f'<interpretationCode code="{level}" displayName="Remarque" codeSystem="2.16.840.1.113883.5.83"/>'
        if level
        else ""
    )
    extent = (
        '<referenceRange><observationRange><value xsi:type="IVL_PQ">'
        f'{usual}</value><interpretationCode code="N"/></observationRange></referenceRange>'
        if usual
        else ""
    )
    return (
        '<observation classCode="OBS" moodCode="EVN"><code code="22664-7" '
        'displayName="Urée [Moles/Volume] Sérum/Plasma ; Numérique" '
        f'codeSystem="2.16.840.1.113883.6.1"><originalText><reference value="{mark}"/></originalText>'
        f'</code><statusCode code="completed"/>{value}{said}{extent}{more}</observation>'
    )
