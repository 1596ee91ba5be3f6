"""Tests of the rules of the house on its own source."""
