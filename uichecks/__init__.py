"""Robots that look at every page: ``python -m uichecks`` (interface.md, section 7)."""
