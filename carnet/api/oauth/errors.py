"""Refusals of the token door, as RFC 6749 section 5.2 names them."""

from __future__ import annotations


class OAuthProblem(Exception):
    """One refusal: the error code of RFC 6749, a plain description, and the HTTP status."""

    def __init__(self, error: str, description: str, status: int = 400, wait: int = 0) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status
        self.wait = wait  # seconds before another try, when the caller is slowed


def invalid_client(expected: str) -> OAuthProblem:
    """The software did not prove who it is."""
    return OAuthProblem("invalid_client", f"client_assertion: {expected}", 401)


def invalid_request(where: str, expected: str, found: str = "") -> OAuthProblem:
    """The request lacks something, or says something that cannot be."""
    seen = f"; found {found[:40]}" if found else ""
    return OAuthProblem("invalid_request", f"{where}: expected {expected}{seen}")
