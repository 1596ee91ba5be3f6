"""Application of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk."""

    name = "carnet.web.desk"
    label = "desk"
