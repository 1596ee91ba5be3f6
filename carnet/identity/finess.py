"""FINESS numbers of care structures: nine characters, the last a Luhn key."""

from __future__ import annotations

import re

from stdnum import luhn

_FORM = re.compile(r"(?:\d{2}|2A|2B)\d{7}", re.ASCII)


def valid(number: str) -> bool:
    """Whether ``number`` is a well-formed FINESS.

    Corsica's letters count by their rank, A as 1 and B as 2: no published rule was found, but
    so read, the numbers of the hospitals of Ajaccio and Bastia are sound.
    """
    if not _FORM.fullmatch(number):
        return False
    return luhn.is_valid(number.replace("A", "1").replace("B", "2"))
