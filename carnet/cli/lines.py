"""Answers about files: a line of JSON for each thing found, what is wrong beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from carnet.formats.problems import FormatProblem

Line = dict[str, Any]


def tell(names: list[str], found: Callable[[bytes], Iterable[Line]]) -> int:
    """Print what is found in each file, after the file's own name; 1 when one cannot be read.

    What is wrong with it is said on standard error; the others are read all the same.
    """
    return max(_tell(name, found) for name in names)


def _tell(name: str, found: Callable[[bytes], Iterable[Line]]) -> int:
    try:
        lines = found(Path(name).read_bytes())
    except OSError as problem:
        sys.stderr.write(f"{name}: {problem.strerror}\n")
        return 1
    except FormatProblem as problem:
        sys.stderr.write(f"{name}: {problem}\n")
        return 1
    file = os.fsencode(name).decode(errors="replace")
    for line in lines:
        sys.stdout.write(msgspec.json.encode({"file": file, **line}).decode() + "\n")
    return 0
