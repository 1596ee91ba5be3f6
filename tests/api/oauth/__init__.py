"""Tests of the token door."""
