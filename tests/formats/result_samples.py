"""Reports of biology for tests of values."""

from __future__ import annotations

from carnet.formats.cda.values_model import Value
from tests.formats import cda_samples as samples
from tests.formats.values_samples import read

TEXT = '<content ID="uree">Urée (mmol/L)</content> 10,02 (3,50 à 8)'


def results(*observations: str, text: str = TEXT) -> list[Value]:
    """The values of a report that holds these results."""
    return read(samples.biology(*observations), text=text)


def one(value: str, **more: str) -> Value:
    """The one value of a report."""
    found = results(samples.observation(value, **more))
    assert len(found) == 1
    return found[0]


def pq(value: str, unit: str = "mmol/L", inside: str = "") -> str:
    """A quantity with its unit."""
    return f'<value xsi:type="PQ" value="{value}" unit="{unit}">{inside}</value>'


def dated(observation: str, when: str) -> str:
    """The same observation with when it was."""
    return observation.replace("<statusCode", f"{when}<statusCode", 1)
