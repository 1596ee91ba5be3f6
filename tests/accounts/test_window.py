"""The end of the opposition window: on its day, for everyone but those who objected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings
from structlog.testing import capture_logs

from carnet.accounts import actions, window
from carnet.accounts.models import Contact
from carnet.base import clock
from carnet.records import queries as records
from tests.accounts.world import CHILD, MOTHER, enrol

pytestmark = pytest.mark.django_db
OVER = timedelta(days=42, minutes=1)


@pytest.mark.parametrize(("days", "opened"), [(20, 0), (22, 1)])
def test_it_lasts_what_the_setting_says(settings: Settings, days: int, opened: int) -> None:
    settings.OPPOSITION_WINDOW = timedelta(days=21)
    enrol(MOTHER)
    with clock.moved(timedelta(days=days)):
        assert actions.open_after_window() == opened


def test_one_record_that_fails_lets_the_others_open() -> None:
    mother, child = (one.person_id for one in enrol(MOTHER, CHILD))
    Contact.objects.filter(person_id=child).update(informed_at=clock.now())
    open_ = window._open

    def fail_for_the_mother(person_id: int) -> bool:
        if person_id == mother:
            raise LookupError
        return open_(person_id)

    with clock.moved(OVER), capture_logs() as lines:
        with patch.object(window, "_open", fail_for_the_mother):
            assert actions.open_after_window() == 1
        assert [line["event"] for line in lines if "failed" in line["event"]] == ["window.failed"]
        assert records.state(child) == "created"
        assert actions.open_after_window() == 1  # and it is tried again
    assert records.state(mother) == "created"


def test_it_ends_for_somebody_who_was_said_to_be_dead_on_its_day() -> None:
    [outcome] = enrol(MOTHER)
    [*actions.enrol([replace(MOTHER, deceased_on=clock.today())])]
    with clock.moved(OVER):
        assert actions.open_after_window() == 0
        assert records.state(outcome.person_id) == "deceased"
        [*actions.enrol([replace(MOTHER, living=True)])]
        assert actions.open_after_window() == 1
    assert records.state(outcome.person_id) == "created"
    assert actions.open_after_window() == 0
