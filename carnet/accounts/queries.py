"""What the doors ask about accounts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A record that an account may enter: one's own, or that of a minor one represents."""

    person_id: int
    own: bool


def profiles(account_id: int) -> list[Profile]:
    """The records that this account may enter, the own one first."""
    raise NotImplementedError


def may_enter(account_id: int, person_id: int) -> bool:
    """Whether this account may enter that record."""
    return any(profile.person_id == person_id for profile in profiles(account_id))


def has_account(person_id: int) -> bool:
    """Whether this person has a sign-in."""
    raise NotImplementedError
