"""Forgotten identifiers and passwords, over HTTP."""
