"""What one measure tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Operations a second, latencies in milliseconds, and the floor measured in the same run."""

    name: str
    rate: float
    p50_ms: float
    p99_ms: float
    floor_rate: float
