"""Application of the identity room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The identity room."""

    name = "carnet.identity"
    label = "identity"
