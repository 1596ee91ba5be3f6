"""Application of the profile."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """The profile."""

    name = "carnet.profile"
    label = "profile"

    def ready(self) -> None:
        """Register what this room erases."""
        from carnet.profile import erasing  # noqa: F401
