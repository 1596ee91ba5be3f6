"""HL7 times become UTC, to the precision that was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carnet.formats.cda.times import to_utc

OFFSETS = st.integers(-14 * 60, 14 * 60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20230106113623+0100", "20230106103623"),
        ("20230101003000+0100", "20221231233000"),
        ("20230106113623Z", "20230106113623"),
        ("20230106113623.123-0500", "20230106163623"),
        ("20210409", "20210409"),  # a bare day stays that day
        ("202302091130+0100", "202302091130"),
        ("2021", "2021"),
    ],
)
def test_sound_times(text: str, expected: str) -> None:
    assert to_utc(text) == (expected, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20230106113623+100", "20230106103623"),
        ("20230706113623", "20230706093623"),  # summer in Paris
        ("20230106113623+9900", "20230106103623"),
    ],
)
def test_an_unsound_offset_is_paris_and_flagged(text: str, expected: str) -> None:
    time, remark = to_utc(text)
    assert time == expected
    assert remark


@pytest.mark.parametrize(
    "text",
    ["", "now", "202", "20231301", "20230230", "20230106250000+0100", "00000101", "２０２３"],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - datetime has its own words
        to_utc(text)


@settings(deadline=None)  # other work may share the machine
@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), OFFSETS)  # noqa: DTZ001
def test_it_agrees_with_datetime(naive: datetime, minutes: int) -> None:
    there = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    sign, away = ("-" if minutes < 0 else "+"), abs(minutes)
    written = f"{there:%Y%m%d%H%M%S}{sign}{away // 60:02d}{away % 60:02d}"
    assert to_utc(written) == (f"{there.astimezone(UTC):%Y%m%d%H%M%S}", "")
