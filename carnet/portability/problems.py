"""What can go wrong with copies, in words for the operator: they name nobody."""

from __future__ import annotations


class BadFile(Exception):
    """A file that is not a whole and sound copy: the words name the first thing wrong."""


class NotBroughtIn(Exception):
    """A sound file that this house does not take; the words say why."""


class NotGiven(Exception):
    """A copy that the operator may not make this way; the words say which."""


class Stopped(Exception):
    """The copy that is being made is not wanted any more, or somebody else makes it."""


class Changed(Exception):
    """What the reader may see changed: the copy is to be made again."""
