"""Tests of the room of nomenclature."""
