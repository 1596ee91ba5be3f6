"""The addresses that give documents: ITI-66, ITI-67, ITI-68 and reads by identifier."""

from __future__ import annotations

from base64 import b64encode

import falcon

from carnet.access.facts import Action, Actor
from carnet.api.fhir import (
    acting,
    answers,
    bundles,
    document_search,
    document_view,
    list_search,
    list_view,
    parameters,
    publishing,
    relabelling,
)
from carnet.api.fhir.decoding import decode, read_body
from carnet.api.fhir.model import Parameters
from carnet.api.fhir.outcome import JSON
from carnet.api.oauth import scopes
from carnet.base.filenames import attachment, titled
from carnet.base.ids import Kind, Pointer
from carnet.records import door
from carnet.records.problems import NotFound
from carnet.records.views import EntryView


class DocumentReferencesResource:
    """``/fhir/DocumentReference`` and its ``_search``."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """ITI-67: find documents."""
        actor = acting.actor(request, scopes.READ)
        answers.check_format(request)
        values = parameters.of_request(request, document_search.KNOWN)
        asked = bundles.continued(values, document_search.Question) or document_search.question(
            values
        )
        record = door.open(asked.person_id, actor)
        page = record.timeline(
            after=asked.after, limit=asked.count, filters=asked.filters, full=True
        )
        found = [document_view.document_reference(entry) for entry in page.entries]
        bundle = bundles.searchset("DocumentReference", asked, found, page.total, after=page.next)
        answers.write(response, bundle)

    def on_post_search(self, request: falcon.Request, response: falcon.Response) -> None:
        """ITI-67 with its parameters in the body, where no log sees them."""
        self.on_get(request, response)

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """ITI-105: publish one document."""
        publishing.publish(request, response)


class ListsResource:
    """``/fhir/List`` and its ``_search``."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """ITI-66: find submission sets."""
        actor = acting.actor(request, scopes.READ)
        answers.check_format(request)
        values = parameters.of_request(request, list_search.KNOWN)
        asked = bundles.continued(values, list_search.Question) or list_search.question(values)
        record = door.open(asked.person_id, actor)
        page = record.submissions(
            asked.after,
            asked.count,
            submitted=asked.submitted,
            unique_id=asked.unique_id,
            source_id=asked.source_id,
            content_type_code=asked.content_type_code,
        )
        lots = () if asked.nothing else page.submissions
        found = [list_view.submission_set(lot) for lot in lots]
        total, after = (0, None) if asked.nothing else (page.total, page.next)
        answers.write(response, bundles.searchset("List", asked, found, total, after=after))

    def on_post_search(self, request: falcon.Request, response: falcon.Response) -> None:
        """ITI-66 with its parameters in the body."""
        self.on_get(request, response)


class DocumentReferenceResource:
    """``/fhir/DocumentReference/{identifier}``."""

    def on_get(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """Read the current metadata of one document, by entryUUID or logicalId."""
        actor = acting.actor(request, scopes.READ)
        answers.check_format(request)
        pointer = _pointer(identifier, Kind.ENTRY)
        _answer(response, _open(pointer, actor).entry(pointer.number))

    def on_patch(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """Change who sees one document (TD3.3a, TD3.3b)."""
        actor = acting.actor(request, scopes.DEPOSIT)
        answers.check_format(request)
        patch = decode(read_body(request), Parameters)
        _answer(response, relabelling.relabel(_pointer(identifier, Kind.ENTRY), actor, patch))


class ListResource:
    """``/fhir/List/{identifier}``."""

    def on_get(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """Read one submission set."""
        actor = acting.actor(request, scopes.READ)
        answers.check_format(request)
        pointer = _pointer(identifier, Kind.SUBMISSION)
        lot = _open(pointer, actor).submission(pointer.number)
        answers.write(response, list_view.submission_set(lot))


class BinaryResource:
    """``/fhir/Binary/{identifier}``: ITI-68."""

    def on_get(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """Give the original byte for byte, or as a Binary when FHIR is asked."""
        actor = acting.actor(request, scopes.READ)
        pointer = _pointer(identifier, Kind.ENTRY)
        entry, data = _open(pointer, actor).document(pointer.number)
        if _wants_fhir(request):
            encoded = b64encode(data).decode()
            binary = {
                "resourceType": "Binary",
                "id": identifier,
                "contentType": entry.mime_type,
                "data": encoded,
            }
            answers.write(response, binary)
        else:
            response.content_type = entry.mime_type
            response.data = data
            name = titled(entry.title, entry.service_start)
            response.set_header("Content-Disposition", attachment(name, entry.mime_type))
            response.set_header("X-Content-Type-Options", "nosniff")
            response.set_header("Cache-Control", "no-store")


def _answer(response: falcon.Response, entry: EntryView) -> None:
    shown = document_view.document_reference(entry)
    answers.write(response, shown)
    response.etag = falcon.ETag(str(entry.version))
    response.content_location = f"DocumentReference/{shown.id}"


def _open(pointer: Pointer, actor: Actor) -> door.OpenRecord:
    return door.open(pointer.person_id, actor, Action.READ)


def _pointer(identifier: str, kind: Kind) -> Pointer:
    pointer = door.resolve(identifier)
    if pointer.kind is not kind:
        raise NotFound
    return pointer


def _wants_fhir(request: falcon.Request) -> bool:
    """Whether FHIR is asked by name: a wildcard gets the native bytes, as MHD says."""
    asked = request.get_param("_format") or request.accept
    return any(part.split(";")[0].strip() in {JSON, "json"} for part in asked.split(","))
