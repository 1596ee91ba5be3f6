"""Reads a JSON object that anybody may have written: what is not of its shape is named."""

from __future__ import annotations

import builtins
import re
from typing import Any

from carnet.journal.paths import WrongProof

_MOST = 2**63
_HEXADECIMAL = re.compile("([0-9a-f]{2})*")


class Written:
    """One object of a file; ``path`` says where it stands."""

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise WrongProof(f"{path}: an object was expected")
        self._value, self.path = value, path

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def number(self, name: str) -> int:
        """A whole number."""
        found = self._value.get(name)
        if type(found) is not int or not -_MOST <= found < _MOST:
            raise WrongProof(f"{self.path}.{name}: a whole number was expected")
        return found

    def word(self, name: str) -> str:
        """A text."""
        found = self._value.get(name)
        if not isinstance(found, str):
            raise WrongProof(f"{self.path}.{name}: a text was expected")
        return found

    def bytes(self, name: str, size: int | None = None) -> builtins.bytes:
        """Bytes in hexadecimal, of this size when it is given."""
        return _bytes(self._value.get(name), f"{self.path}.{name}", size)

    def hashes(self, name: str) -> list[builtins.bytes]:
        """A list of SHA-256."""
        return [
            _bytes(one, f"{self.path}.{name}[{number}]", 32)
            for number, one in enumerate(self._list(name))
        ]

    def inside(self, name: str) -> Written:
        """An object in this one."""
        return Written(self._value.get(name), f"{self.path}.{name}")

    def several(self, name: str) -> list[Written]:
        """A list of objects; absent is empty."""
        return [
            Written(one, f"{self.path}.{name}[{number}]")
            for number, one in enumerate(self._list(name))
        ]

    def _list(self, name: str) -> list[Any]:
        found = self._value.get(name, [])
        if not isinstance(found, list):
            raise WrongProof(f"{self.path}.{name}: a list was expected")
        return found


def _bytes(found: Any, path: str, size: int | None) -> builtins.bytes:
    if not isinstance(found, str) or not _HEXADECIMAL.fullmatch(found):
        raise WrongProof(f"{path}: bytes in hexadecimal were expected")
    data = builtins.bytes.fromhex(found)
    if size is not None and len(data) != size:
        raise WrongProof(f"{path}: {size} bytes were expected, {len(data)} were found")
    return data
