from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from carnet.accounts.openid import provider
from tests.accounts.openid import fake as fakes


@pytest.fixture
def fake(settings: Settings) -> Iterator[fakes.Fake]:
    """A provider that speaks the truth until told otherwise."""
    settings.FRANCECONNECT_TRANSPORT = "tests.accounts.openid.fake.transport"
    provider.forget()
    fakes.current.append(fakes.Fake())
    yield fakes.current[-1]
    fakes.current.pop()
    provider.forget()
