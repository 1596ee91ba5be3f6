"""Error pages: plain words, a reference, a way back, nothing of the failure itself."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from carnet.accounts.models import Account
from carnet.formats.problems import Busy
from carnet.web import errors
from tests.accounts.world import account


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_each_page_has_words_a_reference_and_a_way_back(rf: RequestFactory, status: int) -> None:
    response = errors.page(_plain(rf), status)
    page = response.content.decode()
    assert response.status_code == status
    assert str(errors.WORDS[status][0]) in page
    assert 'href="/"' in page
    assert "référence" in page
    assert response["Cache-Control"] == "no-store"


def test_a_body_beyond_the_limit_is_413(rf: RequestFactory) -> None:
    assert errors.bad_request(_plain(rf), RequestDataTooBig()).status_code == 413


def test_a_database_that_is_away_is_503(rf: RequestFactory) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            connection.ensure_connection()
        except OperationalError:
            return errors.failure(request)
        return HttpResponse()

    with patch.object(connection, "ensure_connection", side_effect=OperationalError):
        assert answer(_plain(rf)).status_code == 503


@pytest.mark.django_db
def test_an_unknown_address_is_not_repeated(client: Client) -> None:
    response = client.get("/1840975123456/")
    assert response.status_code == 404
    assert "1840975123456" not in response.content.decode()


@pytest.mark.django_db
def test_an_error_leaves_no_cookie_to_a_stranger(client: Client) -> None:
    assert not client.get("/nulle-part/").cookies


def test_an_old_form_says_that_it_expired() -> None:
    response = Client(enforce_csrf_checks=True).post("/affichage/", {"size": "100"})
    assert response.status_code == 403
    assert "expiré" in response.content.decode()


@pytest.mark.django_db
def test_a_fault_is_logged_under_the_reference_that_the_page_shows(client: Client) -> None:
    client.raise_request_exception = False
    fault = patch("carnet.web.patient.public.render", side_effect=LookupError("279035121518989"))
    with fault, capture_logs() as lines:
        response = client.get("/")
    assert response.status_code == 500
    line = next(one for one in lines if one["event"] == "page.failed")
    assert line["reference"] in response.content.decode()
    assert isinstance(line["exc_info"], LookupError)
    assert "279035121518989" not in response.content.decode()


def test_a_reader_that_is_not_free_is_503(rf: RequestFactory) -> None:
    problems = errors.RecordProblems(lambda _request: HttpResponse())
    response = problems.process_exception(_plain(rf), Busy())
    assert response is not None
    assert (response.status_code, response["Retry-After"]) == (503, "10")


def _plain(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.resolver_match = None
    return request


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/langue/en/", "/notifications/lues", "/connexion/cle/"])
def test_an_address_that_only_a_button_reaches_says_so(client: Client, path: str) -> None:
    client.force_login(Account.objects.get(pk=account()[1]))
    response = client.get(path)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    page = response.content.decode()
    assert str(errors.WORDS[405][0]) in page
    assert 'href="/"' in page
