"""Tests of the notices and of what leaves the house."""
