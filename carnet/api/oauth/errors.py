"""Refusals of the token door, as RFC 6749 section 5.2 names them."""

from __future__ import annotations


class OAuthProblem(Exception):
    """One refusal: the error code of RFC 6749, a plain description, and the HTTP status."""

    def __init__(self, error: str, description: str, status: int = 400, wait: int = 0) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status
        self.wait = wait  # seconds before another try, when the caller is slowed


def invalid_client(description: str) -> OAuthProblem:
    """The software did not prove who it is."""
    return OAuthProblem("invalid_client", description, 401)


def invalid_request(description: str) -> OAuthProblem:
    """The request lacks something, or says something that cannot be."""
    return OAuthProblem("invalid_request", description)
