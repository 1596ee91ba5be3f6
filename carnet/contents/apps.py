"""Application of what documents say."""

from django.apps import AppConfig


class ContentsConfig(AppConfig):
    """The room of what documents say."""

    name = "carnet.contents"
    label = "contents"

    def ready(self) -> None:
        """Register what this room erases."""
        from carnet.contents import erasing  # noqa: F401
