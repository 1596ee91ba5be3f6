"""Why a folder or a link was not made."""

from __future__ import annotations


class BadName(ValueError):
    """No name for a folder: empty, too long, unprintable, or that of another one."""


class NoFolder(Exception):
    """No such folder for this reader: hidden, ended and forged are one and the same."""


class TooMany(Exception):
    """As many as there may be, ``most``, are there already."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} at most")
        self.most = most
