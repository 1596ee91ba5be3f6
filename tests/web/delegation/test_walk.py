"""Every address of a record, asked by its caregiver: a written list opens, the rest is refused.

The list is this file's own: a page added to the door without a word here is a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import people
from carnet.journal.events import EventKind
from carnet.journal.queries import history
from tests.web.delegation.conftest import signed_in
from uichecks import visits
from uichecks.world import World

# Of the record: documents, and the answers about health.
OPEN = {
    "home", "documents", "document", "original", "attachment", "attachment_page",
    "document_page", "document_pdf", "search", "story", "results", "result", "result_csv",
    "folders", "folder_new", "folder_rename", "folder_delete", "place_document", "pin", "unpin",
    "link_document", "unlink_document",
    "add_document", "complete_document", "add_page", "give_up_document", "draft_preview",
    "first_measures", "first_history", "first_treatments",
}  # fmt: skip
# Of these, what is sent, and what there is none of here: no picture, folder, result or draft.
SENT = {
    "attachment", "attachment_page", "document_page", "result", "result_csv",
    "folder_rename", "folder_delete", "pin", "unpin", "unlink_document",
    "complete_document", "add_page", "give_up_document", "draft_preview",
}  # fmt: skip
# Of the reader's own account and family: nothing of the person is there.
OWN = {
    "more", "profiles", "family", "caregiving_answer", "caregiving_end", "settings",
    "settings_language", "again", "contacts", "contacts_code", "contacts_remove", "password",
    "notices", "passkeys", "passkey_options", "passkey_add", "passkey_remove",
    "settings_federation", "devices", "session_end", "session_end_others", "device_dissociate",
    "device_share", "push_add", "push_remove", "notifications",
    "family_activate", "family_oppose", "family_code", "family_rethink", "family_proof",
    "family_second", "family_withdraw", "family_answer",
}  # fmt: skip
# Open to anybody in the world, or the way in and out.
APART = (
    visits.PUBLIC | visits.ENTRANCE
    | {name for name in visits.routes() if name.startswith(("activation", "opposition", "child_"))}
    | {name for name in visits.routes() if name.startswith(("sign_", "federation", "forgotten"))}
    | {"sign_out", "language", "verifier_file", "come_back", "new_code", "recovery_code"}
    | {"new_password", "terms_accept", "terms_refuse", "helped_agree", "helped_stop"}
    | {"helped_by_link", "manifest", "push_worker"}
)  # fmt: skip

NAMED = ("identifier", "key", "notice", "draft", "link")  # opaque names in addresses


def routes() -> Iterator[tuple[str, set[str]]]:
    for name, (_before, pattern) in visits.routes().items():
        if ":" not in name and name not in APART:
            yield name, set(pattern.pattern.converters)


def addresses(name: str, wanted: set[str], world: World) -> Iterator[str]:
    """With what exists of Julie, and codes that are right."""
    numbers = {"number": world.doctor, "part": 1, "page": 1}
    words = {
        "kind": "soignants",
        "code": "BIOLOGIE",
        "channel": "email",
        "reason": "x",
        "name": "x",
    }
    entry = conceal(Pointer(Kind.ENTRY, world.julie, world.documents[0]))
    pointers = [conceal(Pointer(kind, world.julie, 1)) for kind in Kind if kind is not Kind.ENTRY]
    several = [entry, *pointers] if wanted & set(NAMED) else [entry]
    for pointer in several:
        names = dict.fromkeys(NAMED, pointer)
        values: dict[str, Any] = {**numbers, **words, **names}
        missing = wanted - set(values)
        assert not missing, f"{name}: say what {missing} may be"
        yield reverse(f"patient:{name}", kwargs={one: values[one] for one in wanted})


def body(answer: Any) -> str:
    found: bytes = b"".join(answer) if answer.streaming else answer.content
    return found.decode(errors="replace")


@pytest.fixture
def inside(world: World, entrust: Callable[[], int]) -> Client:
    entrust()
    return signed_in(world.laura, inside=world.julie)


@pytest.mark.parametrize("method", ["get", "post"])
def test_all_that_is_not_entrusted_is_refused(inside: Client, world: World, method: str) -> None:
    refused = 0
    for name, wanted in routes():
        if name in OPEN | OWN:
            continue
        for address in addresses(name, wanted, world):
            answer = getattr(inside, method)(address)
            assert answer.status_code == 403, (name, answer.status_code)
            assert "Julie" not in body(answer), name
            refused += 1
    assert refused > 60
    kinds = [one for one in history(world.julie, limit=500) if one.actor_id == world.laura]
    assert sum(one.kind is EventKind.ACCESS_REFUSED for one in kinds) == refused


def test_what_is_entrusted_opens(inside: Client, world: World) -> None:
    opened = {
        name
        for name, wanted in routes()
        if name in OPEN
        for address in addresses(name, wanted, world)
        if inside.get(address).status_code == 200
    }
    assert opened == OPEN - SENT


def test_pages_of_the_account_hold_nothing_of_the_person(inside: Client, world: World) -> None:
    _oid, matricule = people.matricule(world.julie)
    mail, born = "julie@courriel.example", "né(e) le"
    walked = 0
    for name, wanted in routes():
        if name not in OWN or name.startswith("caregiving") or wanted:
            continue
        answer = inside.get(reverse(f"patient:{name}"))
        assert answer.status_code in {200, 302, 405}, name
        page = body(answer)
        assert matricule not in page, name
        assert mail not in page, name
        assert born not in page, name
        assert "Bilan sanguin" not in page, name
        walked += answer.status_code == 200
    assert walked > 8


def test_the_list_names_what_exists() -> None:
    known = {name for name, _ in routes()}
    assert known >= OPEN | OWN


def test_no_page_that_opens_leads_to_one_that_is_refused(inside: Client, world: World) -> None:
    """What a caregiver cannot do is not on their pages."""
    closed = [
        reverse(f"patient:{name}")
        for name, wanted in routes()
        if name not in OPEN | OWN and not wanted
    ]
    for path in ("/accueil/", "/documents/", "/plus/", "/parametres/", "/famille/", "/profils/",
                 world.address(world.julie, world.documents[0]),
                 "/premiers-pas/taille-et-poids/"):  # fmt: skip
        page = body(inside.get(path))
        for address in closed:
            assert f'href="{address}"' not in page, (path, address)
            assert f'action="{address}"' not in page, (path, address)
