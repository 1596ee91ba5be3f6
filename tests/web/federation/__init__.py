"""Entering and activating through an identity provider, over HTTP."""
