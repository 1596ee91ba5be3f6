"""Tests of what people do about help by agents."""
