"""What a token may be used for."""

from __future__ import annotations

from collections.abc import Iterable

from carnet.api.oauth.errors import OAuthProblem

DEPOSIT = "record:deposit"
READ = "record:read"
CONSENT = "record:consent"
NOTICES = "professional:notices"  # what one is to be told, of whatever record
OF_RECORD = (DEPOSIT, READ, CONSENT)
ALL = (*OF_RECORD, NOTICES)
# Reading and declaring a consent are acts of a person: they need a professional by name.
WITHOUT_PROFESSIONAL = (DEPOSIT,)


def granted(asked: str, allowed: Iterable[str], *, named: bool) -> tuple[str, ...]:
    """The scopes to grant: those asked, all that are possible when none is asked.

    OAuthProblem ``invalid_scope`` when one of them is unknown, or not for this client.
    """
    possible = [s for s in ALL if s in set(allowed) and (named or s in WITHOUT_PROFESSIONAL)]
    wanted = asked.split() or possible
    refused = [scope for scope in wanted if scope not in possible]
    if refused or not wanted:
        raise OAuthProblem("invalid_scope", _why(refused, possible, named=named))
    return tuple(dict.fromkeys(wanted))


def _why(refused: list[str], possible: list[str], *, named: bool) -> str:
    without = "" if named else " to a token without a named professional"
    return f"expected among: {' '.join(possible) or 'none'}{without}; found: {' '.join(refused)}"
