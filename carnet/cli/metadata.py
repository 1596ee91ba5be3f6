"""``carnet metadata FILE…``: the metadata of CDA documents, one JSON line each, no database."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from carnet.formats.cda import metadata
from carnet.formats.cda.model import Author, Code, Identifier, Metadata
from carnet.formats.problems import FormatProblem


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("metadata", help="print the metadata of CDA documents")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Print a line for each document that can be read, name what is wrong in the others."""
    return max(_print(name) for name in options.files)


def _print(name: str) -> int:
    try:
        found = metadata.read(Path(name).read_bytes())
    except OSError as problem:
        sys.stderr.write(f"{name}: {problem.strerror}\n")
        return 1
    except FormatProblem as problem:
        sys.stderr.write(f"{name}: {problem}\n")
        return 1
    told = {"file": os.fsencode(name).decode(errors="replace"), **line(found)}
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    return 0


def line(found: Metadata) -> dict[str, Any]:
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
