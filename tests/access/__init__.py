"""Tests of the one policy."""
