"""Tests of consent, blocks and representation."""
