"""Whether a drawn document says something, and says it in words: for the corpus."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from carnet.formats import kinds
from carnet.formats.cda.opening import open_document
from carnet.formats.shown_model import Shown
from carnet.web.ui.imaging_words import BODY_PARTS, MODALITIES

HL7 = "{urn:hl7-org:v3}"
# Codes that are words, units or numbers of their own are no proof of a raw code.
_CODE = re.compile(r"[A-Z0-9]+[-_./][A-Z0-9_./-]+|[A-Z]{2,}_[A-Z0-9_]+|\d{6,}")
_FEWEST = 30  # characters of a page that says something
_BROKEN = """() => [...document.images].filter(image => { image.loading = 'eager';
  return !image.complete || !image.naturalWidth }).map(image => image.getAttribute('src'))"""


def empty(page: Page) -> list[str]:
    """What the page lacks: words or pictures, and pictures that are not there."""
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    missing = [f"no picture at {source!r}" for source in page.evaluate(_BROKEN)]
    words = page.evaluate("document.querySelector('.doc')?.innerText.trim() ?? ''")
    if len(words) < _FEWEST and not page.locator(".doc img").count():
        missing.append(f"says only {words!r}")
    return missing


def codes(page: Page, data: bytes, shown: Shown) -> list[str]:
    """Codes shown as such, unless the document writes them in its own words."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    seen = set(re.findall(r"[^\s,;:()«»]+", page.inner_text(".doc")))
    if shown.kind in kinds.CLINICAL:
        return sorted(_clinical(data, shown) & seen)
    said = " ".join(words for _name, words in (shown.imaging.facts if shown.imaging else []))
    known = {*MODALITIES, *BODY_PARTS} if shown.imaging else set()
    return sorted(code for code in known & seen if code not in said)


def _clinical(data: bytes, shown: Shown) -> set[str]:
    """Codes of a clinical document that no narrative, name or attached file writes."""
    root = open_document(data)
    told = " ".join(
        "".join(str(part) for part in element.itertext())
        for element in root.iter(f"{HL7}text", f"{HL7}title", f"{HL7}name", f"{HL7}addr")
    )
    told += " ".join(file.text for file in (shown.content.attachments if shown.content else []))
    found = {one.get("code") or "" for one in root.iter() if one.get("codeSystem")}
    return {code for code in found if _CODE.fullmatch(code) and code not in told}
