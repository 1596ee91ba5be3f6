"""GET /.well-known/oauth-authorization-server."""

from __future__ import annotations

from falcon.testing import TestClient


def test_it_tells_what_exists(api: TestClient) -> None:
    told = api.simulate_get("/.well-known/oauth-authorization-server").json
    assert told["issuer"] == "http://localhost:8000"
    assert told["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert "ES256" in told["token_endpoint_auth_signing_alg_values_supported"]
    for name in ("token_endpoint", "revocation_endpoint"):
        path = told[name].removeprefix(told["issuer"])
        assert api.simulate_get(path).status_code == 405  # it exists, for POST


def test_an_unknown_address_answers_in_the_language_of_the_door(api: TestClient) -> None:
    answer = api.simulate_get("/oauth/nothing")
    assert (answer.status_code, answer.json["error"]) == (404, "invalid_request")
