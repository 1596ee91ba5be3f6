"""How the tests of these pages add a document: a file sent, then the second page."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from carnet.access.facts import Action, Actor, ActorKind
from carnet.records import door
from carnet.records.views import EntryView

PAGE = "/documents/ajouter/"
TEXT = b"Bonjour, ceci est un texte."


def file(data: bytes, name: str = "scan0001.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/x-whatever")


def send(client: Client, *files: SimpleUploadedFile, field: str = "chosen") -> HttpResponse:
    return client.post(PAGE, {field: list(files)})  # type: ignore[return-value]


def begun(client: Client, *files: SimpleUploadedFile, field: str = "chosen") -> str:
    """The address of the second page."""
    answer = send(client, *files, field=field)
    assert answer.status_code == 302, re.findall(r'class="fault".*?</p>', answer.content.decode())
    return answer.headers["Location"]


def filled(client: Client, address: str) -> dict[str, str]:
    """What the second page sends when nothing is touched."""
    form = client.get(address).context["form"]
    sent = {"title": form["title"].value(), "category": form["category"].value()}
    if "hidden" in form.fields:
        sent["hidden"] = form["hidden"].value()
    day = form["day"].value()
    return sent | {"day_0": str(day.day), "day_1": str(day.month), "day_2": str(day.year)}


def added(client: Client, address: str, **changes: str) -> str:
    """Send the second page; return where it leads."""
    answer = client.post(address, filled(client, address) | changes)
    assert answer.status_code == 302
    return answer.headers["Location"]


def newest(person_id: int) -> tuple[EntryView, bytes]:
    record = door.open(person_id, Actor(ActorKind.PERSON, person_id), Action.READ)
    number = max(entry.entry_no for entry in record.timeline(limit=100).entries)
    return record.entry(number), record.read(number)


def count(person_id: int) -> int:
    return door.open(person_id, Actor(ActorKind.PERSON, person_id)).timeline().total
