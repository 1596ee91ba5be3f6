"""A small CDA builder of our own, so that tests need no published document."""

from __future__ import annotations

import base64

INS = '<id root="1.2.250.1.213.1.4.10" extension="255069999999934"/>'
PDF = base64.b64encode(b"%PDF-1.4 tiny").decode()
STRUCTURED = (
    "<structuredBody><component><section><title>Conclusion</title>"
    "<text>Rien de particulier.</text></section></component></structuredBody>"
)


def plain(media_type: str = "application/pdf") -> str:
    """A body without structure."""
    return (
        f'<nonXMLBody><text mediaType="{media_type}" representation="B64">{PDF}</text></nonXMLBody>'
    )


def event(
    code: str = "11488-4", low: str = "20240301090000+0100", *, setting: str = "AMBULATOIRE"
) -> str:
    """One act; without ``low``, one that only adds a code."""
    time = f'<effectiveTime><low value="{low}"/></effectiveTime>' if low else ""
    performer = (
        '<performer typeCode="PRF"><assignedEntity><id nullFlavor="NI"/><representedOrganization>'
        f'<standardIndustryClassCode code="{setting}" codeSystem="1.2.250.1.213.1.1.4.9"'
        ' displayName="Ambulatoire"/></representedOrganization></assignedEntity></performer>'
    )
    return (
        f'<documentationOf><serviceEvent><code code="{code}" codeSystem="2.16.840.1.113883.6.1"'
        f' displayName="Acte {code}"/>{time}{performer if setting else ""}'
        "</serviceEvent></documentationOf>"
    )


def cda(
    *,
    type_code: str = "11488-4",
    templates: tuple[str, ...] = ("1.2.250.1.213.1.1.1.1", "1.2.250.1.213.1.1.1.29"),
    identifier: str = '<id root="1.2.3" extension="doc-1"/>',
    effective: str = "20240301103000+0100",
    confidentiality: str = "N",
    ids: str = INS,
    related: str = "",
    events: str | None = None,
    body: str = STRUCTURED,
    head: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """A complete document by the volet Structuration minimale; each argument spoils one part."""
    models = "".join(f'<templateId root="{one}"/>' for one in templates)
    person = "<name><family>MARTIN</family><given>Zoé</given><suffix>DR</suffix></name>"
    structure = (
        '<representedOrganization><id root="1.2.250.1.71.4.2.2" extension="1750803447"/>'
        "<name>Cabinet des Lilas</name></representedOrganization>"
    )
    return f"""{head}<ClinicalDocument xmlns="urn:hl7-org:v3"><realmCode code="FR"/>
<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>{models}{identifier}
<code code="{type_code}" codeSystem="2.16.840.1.113883.6.1" displayName="Consultation"/>
<title>Compte rendu de consultation</title><effectiveTime value="{effective}"/>
<confidentialityCode code="{confidentiality}" codeSystem="2.16.840.1.113883.5.25"/>
<languageCode code="fr-FR"/><setId root="1.2.3" extension="set-1"/><versionNumber value="1"/>
<recordTarget><patientRole>{ids}<id root="1.2.3.4" extension="IPP-1"/><patient><name>
<family qualifier="BR">DUPONT</family><family qualifier="CL">DURAND</family>
<given qualifier="BR">ANNE</given><given>ANNE MARIE</given></name>
<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/>
<birthTime value="19550601"/><birthplace><place><addr><county>75056</county></addr></place>
</birthplace></patient></patientRole></recordTarget>
<author><functionCode code="PCP" displayName="Médecin traitant"
 codeSystem="2.16.840.1.113883.5.88"/>
<time value="{effective}"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="810100000017"/>
<code code="G15_10/SM26" codeSystem="1.2.250.1.213.1.1.4.5" displayName="Médecin - MG"/>
<assignedPerson>{person}</assignedPerson>{structure}</assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>
<id root="1.2.250.1.71.4.2.2" extension="1750803447"/><name>Cabinet des Lilas</name>
</representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="{effective}"/><signatureCode code="S"/><assignedEntity>
<id root="1.2.250.1.71.4.2.1" extension="810100000017"/><assignedPerson>{person}</assignedPerson>
</assignedEntity></legalAuthenticator>{events if events is not None else event()}{related}
<componentOf><encompassingEncounter><location><healthCareFacility>
<code code="SA07" codeSystem="1.2.250.1.71.4.2.4" displayName="Cabinet individuel"/>
</healthCareFacility></location></encompassingEncounter></componentOf>
<component>{body}</component></ClinicalDocument>"""


def self_presenting(document: str) -> str:
    """The document inside a stylesheet that shows it (« auto-présentable »)."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xsl:stylesheet version="1.0"'
        ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:asip-sante:ci-sis">'
        f"<c:Contenu>{document.split('?>', 1)[1]}</c:Contenu></xsl:stylesheet>"
    )
