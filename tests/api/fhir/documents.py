"""Small CDA documents and the messages that carry them."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Any

from tests.api.conftest import INS_TEST, MATRICULE

XSI = "http://www.w3.org/2001/XMLSchema-instance"
PROFESSIONAL = "1.2.250.1.71.4.2.1"


def cda(
    number: int = 1,
    *,
    matricule: str = MATRICULE,
    type_code: str = "11502-2",
    replaces: str = "",
    words: str = "Glycémie 5,1 mmol/l",
    root: str = "1.2.250.1.213.99.1",
) -> bytes:
    """A laboratory report whose uniqueId is ``root.number``."""
    related = (
        f'<relatedDocument typeCode="RPLC"><parentDocument><id root="{replaces}"/>'
        "</parentDocument></relatedDocument>"
        if replaces
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="{XSI}">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/>
<templateId root="1.2.250.1.213.1.1.1.55" extension="2021.01"/>
<templateId root="1.3.6.1.4.1.19376.1.3.3"/>
<id root="{root}.{number}"/>
<code code="{type_code}" codeSystem="2.16.840.1.113883.6.1" displayName="CR de biologie"/>
<title>Compte rendu de biologie</title><effectiveTime value="20240105103000+0100"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="fr-FR"/>
<setId root="{root}.9{number}"/><versionNumber value="1"/>
<recordTarget><patientRole><id extension="{matricule}" root="{INS_TEST}"/>
<patient><name><family qualifier="BR">PATIENT</family><given>JEANNE MARIE</given>
<given qualifier="BR">JEANNE</given></name>
<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/>
<birthTime value="19790307"/></patient></patientRole></recordTarget>
<author><time value="20240105103000+0100"/><assignedAuthor>
<id root="{PROFESSIONAL}" extension="810001234508"/>
<code code="G15_10/SM03" codeSystem="1.2.250.1.213.1.1.4.5" displayName="Médecin - Biologie"/>
<assignedPerson><name><family>BIOLOGISTE</family><given>Anne</given></name></assignedPerson>
<representedOrganization><id root="1.2.250.1.71.4.2.2" extension="1920000684"/>
<name>Laboratoire des Lilas</name></representedOrganization></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>
<id root="1.2.250.1.71.4.2.2" extension="1920000684"/><name>Laboratoire des Lilas</name>
</representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="20240105103000+0100"/><signatureCode code="S"/><assignedEntity>
<id root="{PROFESSIONAL}" extension="810001234508"/>
<assignedPerson><name><family>BIOLOGISTE</family><given>Anne</given></name></assignedPerson>
</assignedEntity></legalAuthenticator>
<documentationOf><serviceEvent><effectiveTime><low value="20240105080000+0100"/></effectiveTime>
<performer typeCode="PRF"><assignedEntity><id root="{PROFESSIONAL}" extension="810001234508"/>
<representedOrganization><standardIndustryClassCode code="ETABLISSEMENT"
 codeSystem="1.2.250.1.213.1.1.4.9" displayName="Etablissement de santé"/>
</representedOrganization></assignedEntity></performer></serviceEvent></documentationOf>
{related}<componentOf><encompassingEncounter><effectiveTime nullFlavor="UNK"/>
<location><healthCareFacility><code code="SA25" codeSystem="1.2.250.1.71.4.2.4"
 displayName="Laboratoire de biologie médicale"/></healthCareFacility></location>
</encompassingEncounter></componentOf>
<component><structuredBody><component><section><title>Résultats</title><text>{words}</text>
</section></component></structuredBody></component></ClinicalDocument>
""".encode()


def subject(matricule: str = MATRICULE) -> dict[str, Any]:
    """A reference to a person by their INS."""
    return {"identifier": {"system": f"urn:oid:{INS_TEST}", "value": matricule}}


def reference(data: bytes, *, matricule: str = MATRICULE, **changes: Any) -> dict[str, Any]:
    """A DocumentReference that carries ``data`` (ITI-105)."""
    attachment = {
        "contentType": "text/xml",
        "data": b64encode(data).decode(),
        "size": len(data),
        "hash": b64encode(hashlib.sha1(data).digest()).decode(),
    }
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "subject": subject(matricule),
        "content": [{"attachment": attachment}],
    } | changes


def transaction(*documents: bytes, matricule: str = MATRICULE) -> dict[str, Any]:
    """A Provide Document Bundle (ITI-65)."""
    entries: list[dict[str, Any]] = []
    for number, data in enumerate(documents):
        one = reference(data, matricule=matricule)
        attachment = one["content"][0]["attachment"]
        attachment["url"] = f"urn:uuid:b{number}"
        binary = {
            "resourceType": "Binary",
            "contentType": "text/xml",
            "data": attachment.pop("data"),
        }
        entries += [entry(f"urn:uuid:d{number}", one), entry(f"urn:uuid:b{number}", binary)]
    submission = {
        "resourceType": "List",
        "status": "current",
        "mode": "working",
        "code": {"coding": [{"code": "submissionset"}]},
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2.250.1.213.99.7"}],
        "subject": subject(matricule),
        "date": "2024-01-05T11:00:00+01:00",
        "title": "Résultats du 5 janvier",
        "entry": [{"item": {"reference": f"urn:uuid:d{n}"}} for n in range(len(documents))],
    }
    bundle = [entry("urn:uuid:list", submission), *entries]
    return {"resourceType": "Bundle", "type": "transaction", "entry": bundle}


def entry(full_url: str, resource: dict[str, Any], method: str = "POST") -> dict[str, Any]:
    """One entry of a transaction."""
    request = {"method": method, "url": resource["resourceType"]}
    return {"fullUrl": full_url, "resource": resource, "request": request}
