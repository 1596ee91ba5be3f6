"""Every kind of notice is of a topic, and what the law wants at once is of none."""

from __future__ import annotations

import pytest

from carnet.notify.kinds import SENTENCES
from carnet.notify.preferences import Preferences
from carnet.notify.topics import _TOPICS, AT_ONCE, PACES, TOLD_APART, Pace, topic_of

SLOWEST = Preferences({topic: paces[-1] for topic, paces in PACES.items()})


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_each_kind_has_a_pace_that_its_topic_offers(kind: str) -> None:
    pace = SLOWEST.pace(kind)
    assert pace is Pace.EACH if kind in AT_ONCE else pace in PACES[topic_of(kind)]


def test_an_emergency_and_a_new_device_never_wait() -> None:
    assert SLOWEST.pace("ACCES_BRIS_GLACE") is SLOWEST.pace("NOUVEL_APPAREIL") is Pace.EACH


@pytest.mark.parametrize("kind", ["ACCES_DMP_PS", "CONSULTATION_PS", "FIN_ACCORD"])
def test_an_access_is_told_within_the_day(kind: str) -> None:
    assert SLOWEST.pace(kind) is Pace.DAILY


def test_no_topic_names_a_kind_that_is_none() -> None:
    assert set(_TOPICS) | AT_ONCE <= set(SENTENCES)
    assert not set(_TOPICS) & AT_ONCE
    assert TOLD_APART <= AT_ONCE
