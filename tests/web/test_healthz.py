"""GET /healthz."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_it_answers_when_ready(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
