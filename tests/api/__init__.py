"""Tests of the doors of software."""
