"""The report of lines set aside: number and reason, never an identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

_HEADER = b"line;reason\n"


class Report:
    """A CSV file that begins with its first line; what a cut run wrote beyond ``kept`` goes.

    ``say`` hears of each line too.
    """

    def __init__(
        self, path: Path, kept: int = 0, say: Callable[[int, str], None] = lambda *_: None
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._say, self.lines = say, 0
        self._file = path.open("r+b" if path.exists() else "w+b")
        self._file.truncate(min(kept, self._file.seek(0, 2)))
        self._file.seek(0, 2)
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        empty = self.flush() == 0
        self._file.close()
        if empty:
            self._path.unlink()

    def add_all(self, lines: Iterable[tuple[int, str]]) -> None:
        """Write lines, each its number and the reason."""
        for number, reason in lines:
            if not self._file.tell():
                self._file.write(_HEADER)
            quoted = reason.replace('"', '""')
            self._file.write(f'{number};"{quoted}"\n'.encode())
            self._say(number, reason)
            self.lines += 1

    def flush(self) -> int:
        """Give what was written to the system; return how many bytes the report has."""
        self._file.flush()
        return self._file.tell()
