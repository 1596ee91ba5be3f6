"""What was read in documents, opened for who may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

import structlog

from carnet.contents import words
from carnet.vault.personal import Box
from carnet.vault.problems import VaultProblem

_Read = TypeVar("_Read")
_log = structlog.get_logger(__name__)


class Unsealing:
    """Opens what one person's documents say; their key is derived when first needed, once.

    What was not read yet says nothing, nor does what is damaged, which is logged.
    """

    def __init__(self, person_id: int) -> None:
        self._person_id = person_id

    def words(self, entry_nos: Sequence[int], sealed: Sequence[bytes | None]) -> list[bytes]:
        """The words of each document, between line ends."""
        return self._each("words", entry_nos, sealed, words.unpack, b"\n")

    def texts(self, entry_nos: Sequence[int], sealed: Sequence[bytes | None]) -> list[str]:
        """The text of each document."""
        return self._each("text", entry_nos, sealed, words.unpack_text, "")

    def _each(
        self, column: str, entry_nos: Sequence[int], sealed: Sequence[bytes | None],
        unpack: Callable[[bytes], _Read], nothing: _Read,
    ) -> list[_Read]:  # fmt: skip
        found = [nothing] * len(sealed)
        bounds = words.bounds(column, entry_nos)
        for place, one in enumerate(sealed):
            if one is None or self._box is None:
                continue
            try:
                found[place] = unpack(self._box.unseal(one, bounds[place]))
            except (VaultProblem, ValueError) as damage:
                _unreadable(column, damage)
        return found

    @cached_property
    def _box(self) -> Box | None:
        try:
            return Box(self._person_id)
        except VaultProblem as fault:
            _unreadable("key", fault)
            return None


def _unreadable(what: str, fault: Exception) -> None:
    _log.error("contents.unreadable", what=what, fault=type(fault).__name__)
