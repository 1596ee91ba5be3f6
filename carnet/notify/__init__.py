"""Notices, e-mail, SMS and letters, all without medical content."""
