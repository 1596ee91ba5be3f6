"""The people, professionals and organisations of the demonstration, for commands and pages."""

from __future__ import annotations

from typing import Any


def catalogue() -> dict[str, Any]:
    """``{"people": […], "professionals": […], "organizations": […]}`` as plain JSON values."""
    raise NotImplementedError
