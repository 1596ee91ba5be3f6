"""Tests of help by agents."""
