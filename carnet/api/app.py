"""The doors of software: /oauth, /fhir and /journal, one lean WSGI application."""

from __future__ import annotations

import falcon

from carnet.api.access_log import AccessLog
from carnet.api.fhir import routes as fhir
from carnet.api.journal import resources as journal
from carnet.api.oauth import resources as oauth
from carnet.api.oauth.errors import OAuthProblem


def _application() -> falcon.App[falcon.Request, falcon.Response]:
    app = falcon.App(middleware=[AccessLog()])
    app.req_options.strip_url_path_trailing_slash = True
    app.req_options.keep_blank_qs_values = True
    fhir.add(app)
    app.add_route("/oauth/token", oauth.TokenResource())
    app.add_route("/oauth/revoke", oauth.RevocationResource())
    app.add_route("/.well-known/oauth-authorization-server", oauth.MetadataResource())
    app.add_error_handler(OAuthProblem, oauth.problem)
    journal.add(app)
    return app


application = _application()
