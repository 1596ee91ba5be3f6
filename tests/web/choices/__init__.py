"""Tests of what one decides: codes, oppositions, terms, first steps."""
