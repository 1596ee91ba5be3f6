"""Tests of the public door of the journal."""
