"""What is logged of a fault: what and where, never the values that the exception quotes."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.db import IntegrityError, transaction

from carnet.base import logs
from carnet.base.database import execute

SECRET = "279035121518989"
_log = structlog.get_logger("test")


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[str]]]:
    """Log as the house does; answer what was written since the last time."""
    before = structlog.get_config()
    logs.configure()
    yield lambda: capsys.readouterr().err.splitlines()  # noqa: PLW0108 - read when asked
    structlog.configure(**before)


def _unique_key_broken() -> None:
    with transaction.atomic():
        execute(f'CREATE TEMPORARY TABLE twice ("{SECRET[:9]}" text PRIMARY KEY) ON COMMIT DROP')
        for _ in range(2):
            execute("INSERT INTO twice VALUES (%s)", [SECRET])


def _raised(act: Callable[[], object]) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        act()
    return caught.value


@pytest.mark.django_db
def test_an_error_of_the_database_is_told_without_its_words(
    lines: Callable[[], list[str]],
) -> None:
    wrong = _raised(_unique_key_broken)
    assert SECRET in str(wrong)
    _log.error("by.name", exc_info=wrong)
    try:
        raise wrong
    except IntegrityError:
        _log.exception("here")
    written = lines()
    assert len(written) == 2
    for line in written:
        assert SECRET not in line
        assert "sqlstate=23505" in line
        assert 'error="IntegrityError < UniqueViolation"' in line
        assert re.search(r"tests\.base\.test_logs\._unique_key_broken:\d+", line)


def test_a_cause_is_told_and_a_suppressed_context_is_not() -> None:
    def fail() -> None:
        try:
            int(SECRET + "x")
        except ValueError as wrong:
            raise LookupError(SECRET) from wrong

    problem = _raised(fail)
    assert logs.fault(problem)["error"] == "LookupError < ValueError"
    problem.__cause__, problem.__suppress_context__ = None, True
    assert logs.fault(problem)["error"] == "LookupError"


def test_an_event_without_a_fault_says_no_more(lines: Callable[[], list[str]]) -> None:
    _log.warning("plain", exc_info=None)
    (line,) = lines()
    assert line.endswith("level=warning event=plain")


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.security.Any"])
def test_what_django_refuses_is_not_quoted(name: str, lines: Callable[[], list[str]]) -> None:
    assert not logging.getLogger(name).isEnabledFor(logging.ERROR)
    logging.getLogger(name).error("Forbidden (%s): %s", SECRET, f"/{SECRET}/")
    assert lines() == []
