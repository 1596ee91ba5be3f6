"""Reads the header of a CDA document into its XDS metadata.

Sources: CI-SIS, volet Structuration minimale (what a header holds) and volet Partage de
documents de santé (which element gives which metadata).
"""

from __future__ import annotations

import hashlib

from carnet.formats.cda import act
from carnet.formats.cda.body import read_format
from carnet.formats.cda.findings import Findings
from carnet.formats.cda.header import AT, Header
from carnet.formats.cda.model import Metadata
from carnet.formats.cda.opening import open_document, self_presenting
from carnet.formats.cda.parts import Element

_EVENT = AT + "documentationOf/serviceEvent/"
_SETTING = (
    _EVENT + "performer/assignedEntity/representedOrganization/standardIndustryClassCode/@code"
)


def read(data: bytes, sha1: str = "") -> Metadata:
    """Read the metadata of one document; the first FormatProblem when it must be refused.

    ``sha1``, in hexadecimal, by who computed it already.
    """
    metadata, findings = examine(data, sha1)
    for problem in findings.errors:
        raise problem
    return metadata


def examine(data: bytes, sha1: str = "") -> tuple[Metadata, Findings]:
    """Read what can be read and find all that is wrong; FormatProblem if it is no CDA at all."""
    root, findings = open_document(data), Findings()
    sha1 = sha1 or hashlib.sha1(data, usedforsecurity=False).hexdigest()
    metadata = _read(root, findings, len(data), sha1)
    return metadata, findings


def _read(root: Element, findings: Findings, size: int, sha1: str) -> Metadata:
    header = Header(root, findings)
    event = act.principal(root)
    start, stop = act.period(event)
    type_code = header.type()
    custodian, custodian_name = header.custodian()
    return Metadata(
        unique_id=header.unique_id(),
        type=type_code,
        class_=header.class_(type_code.code),
        format=read_format(root, findings),
        title=header.title(),
        language=header.language(),
        creation_time=findings.time(header.value("effectiveTime"), AT + "effectiveTime/@value"),
        service_start=findings.time(start, _EVENT + "effectiveTime/low/@value"),
        service_stop=findings.time(stop, _EVENT + "effectiveTime/high/@value", required=False),
        sha1=sha1,
        size=size,
        patient=header.patient(),
        authors=header.authors(),
        legal_authenticator=header.legal_authenticator(),
        custodian=custodian,
        custodian_name=custodian_name,
        facility_type=header.facility(),
        practice_setting=findings.known("J04", act.setting(event), _SETTING),
        confidentiality=header.confidentiality(),
        event_codes=act.codes(root),
        replaces=header.replaces(),
        set_id=header.set_id(),
        version=header.value("versionNumber"),
        self_presenting=self_presenting(root),
        orders=header.orders(),
        warnings=findings.flags,
    )
