"""The page that checks a proof, in a real browser, and files to give it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from carnet.access.facts import Actor, ActorKind
from carnet.journal import census, proofs
from carnet.journal.events import EventKind, record
from carnet.journal.material import Openness

File = dict[str, Any]
DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")


@pytest.fixture
def browser(address: str) -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is absent: apt install chromium")
    arguments = ["--disable-gpu", "--disable-background-networking"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield found
        connections.close_all()
        found.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    """A browser with JavaScript; what the content policy refuses is a failure."""
    context = browser.new_context(base_url=address, locale="fr-FR")
    context.set_default_timeout(10_000)
    made = context.new_page()
    made.on("console", loudly)
    return made


def loudly(message: Any) -> None:
    assert "Content Security Policy" not in message.text, message.text


def happen(seal: Callable[[], int], *people: int) -> None:
    for number, person in enumerate(people):
        record(EventKind.DOCUMENT_READ, person, DOCTOR, entry_no=number, detail={"é": number})
    seal()


def written(person: int = 7) -> File:
    found: File = json.loads("".join(proofs.person(
        person, proofs.ready_head(), lambda _: Openness.OPEN,
        lambda events: [{"said": f"Ligne {event.entry_no}"} for event in events],
    )))  # fmt: skip
    return found


@pytest.fixture
def log(address: str, seal_all: Callable[[], int]) -> None:
    """Two people, four seals, a census, an event that waits."""
    happen(seal_all, 7, 8, 7, 7, 8)
    happen(seal_all, 8, 7)
    census.take()
    seal_all()
    happen(seal_all, 7, 8)
    happen(int, 7)


def verdict(page: Page, data: str | bytes, before: str = "", person: str = "") -> tuple[str, str]:
    """What the page says of a file: success or error, and its words."""
    page.goto("/verifier/")
    return judged(page, data, before, person)


def judged(page: Page, data: str | bytes, before: str = "", person: str = "") -> tuple[str, str]:
    raw = data.encode() if isinstance(data, str) else data
    if before or person:
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    if person:
        page.fill("input[name=person]", person)
    if before:
        page.set_input_files("input[name=before]", upload(before.encode()))
    page.set_input_files("input[name=file]", upload(raw))
    box = page.locator("[data-verdict]")
    box.wait_for()
    return box.get_attribute("data-verdict") or "", page.inner_text("#answer")


def upload(data: bytes) -> Any:
    return {"name": "preuve.json", "mimeType": "application/json", "buffer": data}


def altered(file: File) -> None:
    leaf = file["events"][1]["leaf"]
    file["events"][1]["leaf"] = f"{leaf[:78]}{int(leaf[78:80], 16) ^ 1:02x}{leaf[80:]}"
