"""Checks 13, 15, 16 and 17: fields, language, words, titles and landmarks."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

from uichecks.checks.scripts import script

# The dictionary of fields (interface.md, section 6): what a name asks of its input.
AUTOCOMPLETE = {
    "password": {"current-password", "new-password"},
    "code": {"one-time-code", "off"},
    "email": {"email"},
    "contact": {"email", "tel"},
    "birth_date_0": {"bday-day"},
    "birth_date_1": {"bday-month"},
    "birth_date_2": {"bday-year"},
    "matricule": {"off"},
    "identifier": {"username", "username webauthn"},
}
BANNED = r"\b(INS|CDA|DMP|XDS|HL7|FHIR|RPPS|FINESS|NIR|LOINC|PDF/A|OTP|URL)\b|Valider|Cliquez ici"
MEAN_WORDS, MOST_WORDS = 15, 25


def fields(page: Page, *, of_another: bool = False) -> list[str]:
    """Each input has a label, and what its name asks for: nothing when it is of another person."""
    found = page.evaluate(script("fields"))
    return [problem for field in found for problem in _field(field, of_another=of_another)]


def _field(field: dict[str, Any], *, of_another: bool) -> list[str]:
    name, found = str(field["name"]), []
    if not field["label"]:
        found.append(f"{name}: no label")
    if field["placeholder"]:
        found.append(f"{name}: placeholder")
    if field["paste"]:
        found.append(f"{name}: paste is caught")
    wanted = next((v for k, v in AUTOCOMPLETE.items() if name.endswith(k)), None)
    wanted = wanted and ({"off"} if of_another else wanted)
    if wanted and field["autocomplete"] not in wanted:
        found.append(f"{name}: autocomplete {field['autocomplete']!r}, expected {sorted(wanted)}")
    return found


def words(page: Page) -> list[str]:
    """Plain French: short sentences, no acronym, typographic spaces, one text a destination."""
    text = str(page.evaluate(script("words")))
    found = [f"word not allowed: {m[0]}" for m in re.finditer(BANNED, text)]
    found += [f"space before: …{m[0]!r}" for m in re.finditer(r"\w+ [:;?!»](?=\s|$)", text)]
    found += _sentences(text)
    return found + _ambiguous(page.evaluate(script("links")))


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in re.split(r"[.!?:](?=\s)|\n", text))
    counts = [(len(part.split()), part) for part in parts if part]
    long = [f"{n} words: {part[:60]}…" for n, part in counts if n > MOST_WORDS]
    whole = [n for n, part in counts if n > 3]  # noqa: PLR2004 - a label is no sentence
    mean = sum(whole) / len(whole) if whole else 0
    return long + ([f"mean of {mean:.1f} words a sentence"] if mean > MEAN_WORDS else [])


def _ambiguous(links: list[list[str]]) -> list[str]:
    places: dict[str, set[str]] = {}
    for text, href in links:
        places.setdefault(text, set()).add(href.split("#")[0].split("?")[0])
    return [f"link {text!r} leads to {len(p)} places" for text, p in places.items() if len(p) > 1]


def frame(page: Page, *, signed_in: bool) -> list[str]:
    """Title, language, headings, landmarks, skip link, current entry, name of the person."""
    found = page.evaluate(script("frame"))
    wrong = {
        "lang is not fr": found["lang"] != "fr",
        f"{found['h1']} h1": found["h1"] != 1,
        "heading jump": found["jumps"],
        f"{found['mains']} main": found["mains"] != 1,
        "nav without name": found["navs"],
        "skip link": not found["skip"],
        "title without its three parts": signed_in and found["title"].count(" – ") < 2,  # noqa: PLR2004
        "no profile name": signed_in and not found["person"],
        "no navigation": signed_in and not found["nav"],
    }
    return [problem for problem, is_wrong in wrong.items() if is_wrong]
