"""Tests of records, through their one door."""
