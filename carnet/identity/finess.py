"""FINESS numbers of care structures: nine characters, the last a Luhn key."""

from __future__ import annotations

import re

from stdnum import luhn

_FORM = re.compile(r"(?:\d{2}|2A|2B)\d{7}", re.ASCII)


def valid(number: str) -> bool:
    """Whether ``number`` is a well-formed FINESS; Corsica's letters count as the digit 0.

    ADOPTED: 2A and 2B read as 20 in the Luhn sum, the department they were cut from.
    """
    if not _FORM.fullmatch(number):
        return False
    return luhn.is_valid(number.replace("A", "0").replace("B", "0"))
