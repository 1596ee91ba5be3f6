"""Where a request wants to go back to: a path of this house, or the page that is given instead."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from carnet.web.inside import inside


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/documents/?q=a", "/documents/?q=a"),
        ("http://testserver/documents/", "/documents/"),
        ("", "/"),
        ("nulle-part", "/"),
        ("patient:home", "/"),
        ("http://testserver", "/"),
        ("http://testserver.evil.example/", "/"),
        ("http://testserver//evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:1", "/"),
        ("/" + "a" * 5000, "/"),
    ],
)
def test_it_leads_nowhere_else(rf: RequestFactory, wanted: str, led: str) -> None:
    assert inside(rf.get("/"), wanted, "/") == led


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["nulle-part", "http://[::1", "\\", "a" * 9000])
def test_an_odd_referer_changes_the_language_all_the_same(client: Client, referer: str) -> None:
    answer = client.post("/langue/en/", headers={"referer": referer})
    assert (answer.status_code, answer["Location"]) == (302, "/")
