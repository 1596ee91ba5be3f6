"""Consents and blocks that come from another house: what the trace tells is what stands."""

from __future__ import annotations

import pytest

from carnet.base import clock
from carnet.identity import directory
from carnet.sharing import queries
from carnet.sharing.carrying import Authorization, bring
from carnet.sharing.models import ConsentMode, Effect

pytestmark = pytest.mark.django_db
DOCTOR, NOBODY_HERE = "10100000016", "10100000024"


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("mode", ConsentMode)
@pytest.mark.parametrize("recorder", ["", DOCTOR, NOBODY_HERE])
def test_it_stands_as_it_was_said(effect: Effect, mode: ConsentMode, recorder: str) -> None:
    directory.add_professional(DOCTOR, "ROUX", "Anne", "G15_10")
    told = Authorization(
        rpps=DOCTOR, effect=effect, mode=mode, recorded_by=recorder, since=clock.now()
    )
    assert bring(1, [told]) == 0
    [found] = queries.authorizations(1)
    assert (found.blocked, found.mode) == (effect is Effect.BLOCKED, mode)
