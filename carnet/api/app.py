"""The doors of software: /oauth and /fhir, one lean WSGI application."""

from __future__ import annotations

import falcon

application = falcon.App()
