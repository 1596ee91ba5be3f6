"""Application of the profile."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """The profile."""

    name = "carnet.profile"
    label = "profile"
