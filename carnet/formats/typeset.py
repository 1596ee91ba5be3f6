"""PDF that the house writes: set by typst from a template and facts, tagged, without the network.

The facts come as JSON in ``sys.inputs.facts``, never as code of the template.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

_one_at_a_time = threading.Lock()  # a compiler keeps its inputs from one call to the next


class Unprintable(ValueError):
    """No font of ours draws a sign of these facts, or the template is at fault."""


def compose(
    template: Path, facts: Mapping[str, Any], at: datetime, *, strict: bool = True
) -> bytes:
    """One PDF/UA-1, the same bytes for the same facts and moment. Raises ``Unprintable``.

    Not ``strict``, a sign that no font draws is an empty frame, in a PDF without the mark of UA-1.
    """
    import typst

    try:
        with _one_at_a_time:
            pdf = _compiler(template).compile(
                format="pdf",
                sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
                pdf_standards=["ua-1"] if strict else [],
                timestamp=at.replace(microsecond=0),
            )
    except typst.TypstError as problem:
        raise Unprintable(template.name) from problem
    return bytes(pdf)


@cache
def _compiler(template: Path) -> Any:
    import typst

    return typst.Compiler(str(template), ignore_system_fonts=True)
