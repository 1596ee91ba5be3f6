"""What can go wrong with keys and encrypted bytes, each told apart."""

from __future__ import annotations


class VaultProblem(Exception):
    """Any refusal of the vault."""


class IntegrityProblem(VaultProblem):
    """Bytes, a frame or a wrapped key are not what was written."""


class KeyAbsent(VaultProblem):
    """The person has no key."""


class KeyDestroyed(VaultProblem):
    """The person's key was destroyed: what it protected is unreadable for ever."""


class MasterAbsent(VaultProblem):
    """A master key is not in the folder of secrets: destroyed, or not yet restored."""


class MasterDestroyed(MasterAbsent):
    """A master key was destroyed on purpose: the archive of its year has ended."""


class MasterNeeded(VaultProblem):
    """A master key cannot be destroyed: a key is still wrapped by it."""
