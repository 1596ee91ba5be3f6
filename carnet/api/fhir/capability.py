"""``GET /fhir/metadata``: what this door does, made of what it does."""

from __future__ import annotations

from functools import cache
from typing import Any

import falcon

from carnet.api.fhir import answers, communications, document_search, list_search
from carnet.api.fhir.document_view import PROFILE as DOCUMENT
from carnet.api.fhir.list_view import PROFILE as LIST
from carnet.api.fhir.naming import PDSM, base
from carnet.api.fhir.outcome import JSON

_TYPES = {
    "creation": "date", "date": "date", "sent": "date", "period": "date", "relatesto": "reference",
    "patient": "reference", "author.family": "string",
}  # fmt: skip
_SERVER = f"{PDSM.rpartition('/')[0]}/CapabilityStatement/PDSm-GestionnaireDePartageDeDocuments"
_SECURITY = "OAuth 2.0, private_key_jwt; the acting professional is named as in IHE IUA"
_NOT_SEARCHED = frozenset({"_count", "page", "patient:identifier"})


class CapabilityResource:
    """The CapabilityStatement; anyone may read it."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Tell what is served."""
        answers.check_format(request)
        answers.write(response, statement())


@cache
def statement() -> dict[str, Any]:
    """The CapabilityStatement of this very release."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-21",
        "kind": "instance",
        "implementation": {"description": "Carnet, FHIR door (PDSm, MHD)", "url": base()},
        "fhirVersion": "4.0.1",
        "format": [JSON, "json"],
        "instantiates": [_SERVER],
        "rest": [
            {
                "mode": "server",
                "security": {"cors": False, "service": [_smart()], "description": _SECURITY},
                "interaction": [{"code": "transaction"}],
                "resource": _resources(),
            }
        ],
    }  # fmt: skip


def _resources() -> list[dict[str, Any]]:
    documents = _resource(
        "DocumentReference", ["read", "search-type", "create", "patch"], document_search.KNOWN
    )
    lists = _resource("List", ["read", "search-type"], list_search.KNOWN)
    consents = ["read", "search-type", "create", "delete"]
    return [
        documents | {"supportedProfile": [DOCUMENT, f"{PDSM}/pdsm-simplified-publish"]},
        lists | {"supportedProfile": [LIST]},
        _resource("Binary", ["read"]),
        _resource("Patient", ["read", "search-type"], ("identifier",)),
        _resource("Consent", consents, document_search.PATIENT)
        | {"operation": [{"name": "present", "definition": f"{base()}/Consent/$present"}]},
        _resource("Communication", ["read", "search-type"], communications.KNOWN),
    ]


def _resource(kind: str, verbs: list[str], searched: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {"type": kind, "interaction": [{"code": verb} for verb in verbs]}
    names = [name for name in dict.fromkeys(searched) if name not in _NOT_SEARCHED]
    if names:
        found["searchParam"] = [{"name": name, "type": _TYPES.get(name, "token")} for name in names]
    return found | {"versioning": "versioned" if kind == "DocumentReference" else "no-version"}


def _smart() -> dict[str, Any]:
    system = "http://terminology.hl7.org/CodeSystem/restful-security-service"
    return {"coding": [{"system": system, "code": "OAuth"}]}
