"""Application of the sharing room."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The sharing room."""

    name = "carnet.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Register what this room erases, and does with the outbox."""
        from carnet.sharing import delegation_ends, erasing  # noqa: F401
