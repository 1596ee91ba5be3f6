"""``carnet metadata FILE…``: the metadata of CDA documents, one JSON line each, no database."""

from __future__ import annotations

import argparse

from carnet.cli import lines
from carnet.formats.cda import metadata
from carnet.formats.cda.model import Author, Code, Identifier, Metadata


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("metadata", help="print the metadata of CDA documents")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Print a line for each document that can be read, name what is wrong in the others."""
    return lines.tell(options.files, lambda data: [line(metadata.read(data))])


def line(found: Metadata) -> lines.Line:
    """The metadata under their public names; empty times and absent codes are null."""
    return {
        "uniqueId": found.unique_id,
        "typeCode": found.type,
        "classCode": found.class_,
        "formatCode": found.format,
        "title": found.title,
        "languageCode": found.language,
        "creationTime": found.creation_time or None,
        "serviceStartTime": found.service_start or None,
        "serviceStopTime": found.service_stop or None,
        "hash": found.sha1,
        "size": found.size,
        "patient": {"oid": found.patient.oid, "matricule": found.patient.matricule},
        "authors": [_author(one) for one in found.authors],
        "legalAuthenticator": _author(found.legal_authenticator),
        "facilityType": found.facility_type,
        "practiceSetting": found.practice_setting,
        "confidentiality": found.confidentiality,
        "eventCodes": found.event_codes,
        "replaces": found.replaces or None,
        "warnings": found.warnings,
    }


def _author(author: Author | None) -> dict[str, Identifier | Code | str | None] | None:
    if author is None:
        return None
    return {
        "id": author.identifier,
        "familyName": author.family_name or None,
        "givenName": author.given_name or None,
        "title": author.title or None,
        "device": author.device or None,
        "specialty": author.specialty,
        "role": author.role,
        "organizationId": author.organization,
        "organizationName": author.organization_name or None,
    }
