"""Keeps the demonstration out of production: importing ``carnet.demo`` there is an error."""

from __future__ import annotations

import os


class DemonstrationForbidden(ImportError):
    """The demonstration was imported where real people are served."""


def refuse_production() -> None:
    """Raise :class:`DemonstrationForbidden` under production settings or their approval."""
    if os.environ.get("PRODUCTION_APPROVED") == "1" or _production_settings():
        raise DemonstrationForbidden("carnet.demo cannot be loaded with production settings")


def _production_settings() -> bool:
    from django.conf import settings

    # Not configured: a pure use (building the nation for a bench), nothing to protect.
    return settings.configured and bool(getattr(settings, "PRODUCTION", False))
