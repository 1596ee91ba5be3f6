"""Mutations of bytes, whatever they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_HEADS = (
    b"%PDF-1.7\n", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\x00",
    b"PK\x03\x04", b"MZ", b"\x7fELF", b"{\\rtf1 ", b"<?xml version='1.0'?>", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\x00" * 128 + b"DICM", b"<html><script>", b"RIFF\x00\x00\x00\x00WEBP", b"BM",
)  # fmt: skip
_EDGES = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x0d\x0a")
_DIGITS = re.compile(rb"\d+")
_BIG = (b"0", b"-1", b"1", b"99999", b"4294967295", b"2147483648", b"9" * 40)
_BLOCK = 4096
_FIRST = 512  # bytes


def mutate(data: bytes, other: bytes, random: Random, times: int) -> tuple[bytes, list[str]]:
    """Mutate so many times, sometimes with a piece of ``other``; tell what was done."""
    done = []
    for _ in range(times):
        change = random.choice(_CHANGES)
        data = change(data, other, random)
        done.append(change.__name__.strip("_"))
    return data, done


def _place(data: bytes, random: Random) -> int:
    """Anywhere; the first bytes one time in four: that is where formats say what they are."""
    end = random.choice((min(len(data), _FIRST), *[len(data)] * 3))
    return random.randrange(end + 1)


def _flip(data: bytes, _other: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 30, 300))):
        if changed:
            changed[min(_place(data, random), len(changed) - 1)] ^= 1 << random.randrange(8)
    return bytes(changed)


def _edge(data: bytes, _other: bytes, random: Random) -> bytes:
    at, edge = _place(data, random), random.choice(_EDGES)
    return data[:at] + edge + data[at + len(edge) :]


def _insert(data: bytes, _other: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + random.randbytes(random.choice((1, 4, 100, 5000))) + data[at:]


def _remove(data: bytes, _other: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + data[at + random.choice((1, 2, 16, _BLOCK)) :]


def _cut(data: bytes, _other: bytes, random: Random) -> bytes:
    return data[: _place(data, random)]


def _behead(data: bytes, _other: bytes, random: Random) -> bytes:
    return data[min(_place(data, random), 200) :]


def _repeat(data: bytes, _other: bytes, random: Random) -> bytes:
    at = _place(data, random)
    block = data[at : at + random.choice((1, 10, _BLOCK))]
    return data[:at] + block * random.choice((2, 50)) + data[at:]


def _splice(data: bytes, other: bytes, random: Random) -> bytes:
    at, there = _place(data, random), _place(other, random)
    return data[:at] + other[there : there + random.choice((64, _BLOCK, len(other)))] + data[at:]


def _head(data: bytes, _other: bytes, random: Random) -> bytes:
    """Something else before: what a file is called says nothing, what it begins with neither."""
    head = random.choice(_HEADS)
    return head + data[random.choice((0, len(head))) :]


def _zero(data: bytes, _other: bytes, random: Random) -> bytes:
    at, size = _place(data, random), random.choice((1, 64, _BLOCK))
    return data[:at] + bytes(min(size, len(data) - at)) + data[at + size :]


def _number(data: bytes, _other: bytes, random: Random) -> bytes:
    """A written number becomes another: lengths, sizes, counts, dates."""
    start = _place(data, random)
    found = _DIGITS.search(data, start) or _DIGITS.search(data)
    if found is None:
        return data
    return data[: found.start()] + random.choice(_BIG) + data[found.end() :]


_CHANGES: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    _flip, _flip, _edge, _edge, _insert, _remove, _cut, _behead, _repeat, _splice, _head, _zero,
    _number, _number,
)  # fmt: skip
