"""Application of the accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room."""

    name = "carnet.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register what this room does with the outbox."""
        from carnet.accounts import (  # noqa: F401
            attestation,
            caregiving,
            consumers,
            deaths,
            family_news,
            first_documents,
            forgetting,
            life_news,
            majority,
            notices,
            receipts,
            recovery,
            writing,
        )
