"""Application of the vault room."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The vault room."""

    name = "carnet.vault"
    label = "vault"
