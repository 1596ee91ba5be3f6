"""Checks 4 and 14: weight of a page, content policy, no third party, nothing kept."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

MOST_BYTES, MOST_REQUESTS = 60_000, 10
MOST_CSS, MOST_JS = 20_000, 15_000
TEXT_KINDS = {"document", "stylesheet", "script", "font"}


@dataclass  # no slots: Playwright leaves marks on what listens
class Traffic:
    """What one page asked for while it loaded."""

    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def seen(self, response: Response) -> None:
        """Note an answer."""
        self.responses.append(response)

    def told(self, message: ConsoleMessage) -> None:
        """Note what the browser complains of."""
        if message.type == "error":
            self.complaints.append(message.text)


@contextmanager
def watched(context: BrowserContext) -> Iterator[tuple[Page, Traffic]]:
    """A new page, and a note of all it loads and of every complaint of the browser."""
    page, traffic = context.new_page(), Traffic()
    page.on("response", traffic.seen)
    page.on("console", traffic.told)
    page.on("pageerror", lambda error: traffic.complaints.append(str(error)))
    yield page, traffic
    page.close()


def weight(traffic: Traffic) -> list[str]:
    """Bytes over the wire (gzip) and number of requests."""
    sizes: dict[str, int] = {}
    for response in traffic.responses:
        kind = response.request.resource_type
        if kind in TEXT_KINDS:
            # As the house serves it: static files are compressed once, at installation.
            sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(response.body()))
    total = sum(sizes.values())
    limits = [
        ("page", total, MOST_BYTES),
        ("css", sizes.get("stylesheet", 0), MOST_CSS),
        ("js", sizes.get("script", 0), MOST_JS),
        ("requests", len(traffic.responses), MOST_REQUESTS),
    ]
    return [f"{name}: {found} > {limit}" for name, found, limit in limits if found > limit]


def policy(traffic: Traffic, base: str, *, signed_in: bool) -> list[str]:
    """Strict headers, no complaint, no other origin; pages of a person are kept nowhere."""
    headers = traffic.responses[0].headers
    rules = headers.get("content-security-policy", "")
    stored = "no-store" not in headers.get("cache-control", "")
    elsewhere = {r.url for r in traffic.responses if not r.url.startswith(base)}
    wrong = {
        "default-src is not 'none'": "default-src 'none'" not in rules,
        "unsafe source": "unsafe" in rules,
        "frames allowed": "frame-ancestors 'none'" not in rules,
        "no nosniff": headers.get("x-content-type-options") != "nosniff",
        "may be stored": signed_in and stored,
    }
    found = [problem for problem, is_wrong in wrong.items() if is_wrong]
    found += [f"other origin: {url}" for url in sorted(elsewhere)]
    return found + [f"console: {text[:120]}" for text in traffic.complaints]
