"""Who reads what by default: profession × document type (data/matrix.csv)."""

from __future__ import annotations


def readable_types(profession: str, specialty: str = "") -> frozenset[str]:
    """Return the type codes that this profession may read; empty for an unknown profession."""
    raise NotImplementedError
