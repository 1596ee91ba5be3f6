"""Tests of the pages of activation."""
