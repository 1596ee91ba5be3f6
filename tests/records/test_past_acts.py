"""The past of any life of a record, compared with what was really seen then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.base import clock
from carnet.records.actions import hide, hide_category, keep_from, lift, show, show_category
from carnet.sharing.actions import (
    block,
    declare_treating_doctor,
    record_consent,
    unblock,
    withdraw_consent,
)
from tests.records.looking_back import DAY, ago, begun, now, then
from tests.records.world import DOCTOR, HOLDER, PERSON, document, put

__all__ = ["begun"]


ACTS: dict[str, Callable[[], object]] = {
    "agree": lambda: record_consent(PERSON, HOLDER, professional_id=8, mode="online"),
    "agree to the place": lambda: record_consent(PERSON, HOLDER, organization_id=80, mode="online"),
    "withdraw": lambda: withdraw_consent(PERSON, HOLDER, professional_id=8),
    "withdraw from the place": lambda: withdraw_consent(PERSON, HOLDER, organization_id=80),
    "block": lambda: block(PERSON, HOLDER, professional_id=8),
    "block the place": lambda: block(PERSON, HOLDER, organization_id=80),
    "unblock": lambda: unblock(PERSON, HOLDER, professional_id=8),
    "unblock the place": lambda: unblock(PERSON, HOLDER, organization_id=80),
    "declare": lambda: declare_treating_doctor(PERSON, 8, date(2020, 1, 1)),
    "declare another": lambda: declare_treating_doctor(PERSON, 9, date(2020, 1, 1)),
    "hide": lambda: hide(PERSON, HOLDER, 1),
    "show": lambda: show(PERSON, HOLDER, 1),
    "hide all": lambda: hide_category(PERSON, HOLDER, "BIOLOGIE"),
    "show all": lambda: show_category(PERSON, HOLDER, "BIOLOGIE"),
    "keep": lambda: keep_from(PERSON, HOLDER, 2, "P", 8),
    "keep from the place": lambda: keep_from(PERSON, HOLDER, 2, "O", 80),
    "lift": lambda: lift(PERSON, HOLDER, 2, "P", 8),
    "replace": lambda: put(document(50, replaces_entry_no=2)),
}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=8))
def test_whatever_happened_it_tells_what_was_really_seen(acts: list[str]) -> None:
    """After each act, both the doctor and the person really look; later, the past agrees."""
    from django.db import transaction

    with transaction.atomic():
        ago(90, lambda: put(document(1), document(2)))
        really = []
        for number, act in enumerate(acts):
            with clock.moved(-(80 - 5 * number) * DAY):
                done(ACTS[act])
                really.append((now(DOCTOR), now(HOLDER)))
        told = [
            (then(79 - 5 * number, replace(DOCTOR)), then(79 - 5 * number))
            for number in range(len(acts))
        ]
        assert told == really
        transaction.set_rollback(True)


def done(act: Callable[[], object]) -> None:
    """What cannot be done changes nothing."""
    from django.db import transaction

    from carnet.records.problems import NotFound

    try:
        with transaction.atomic():
            act()
    except NotFound:
        pass
