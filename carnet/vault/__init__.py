"""Encrypted bytes and the keys of each person."""
