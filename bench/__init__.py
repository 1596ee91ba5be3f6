"""Measures, each beside its floor: the same lasting work done by a bare script."""
