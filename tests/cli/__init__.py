"""Tests of the carnet command."""
