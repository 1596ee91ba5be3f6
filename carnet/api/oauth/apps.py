"""Application of the api/oauth door."""

from django.apps import AppConfig


class OauthConfig(AppConfig):
    """The api/oauth door."""

    name = "carnet.api.oauth"
    label = "oauth"
