"""Tests, through the interfaces that the house promises."""
