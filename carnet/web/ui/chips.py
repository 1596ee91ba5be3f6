"""One filter of a list, as links (``ui_chips``)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """One of its answers; ``current`` is the one that the page shows."""

    label: str | Promise
    href: str
    current: bool
