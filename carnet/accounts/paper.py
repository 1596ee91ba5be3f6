"""Letters that say what an e-mail would have said: tagged PDF, in the folder of the printer."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from carnet.accounts import letters, reach
from carnet.base import clock, ids
from carnet.base.files import replace
from carnet.formats import typeset
from carnet.notify import mail

_TEMPLATE = Path(__file__).parent / "typst" / "message.typ"
_STEP = 16  # microseconds: what makes a second fit in the 16 bits of a pointer


def send(reader_id: int, template: str, **context: str) -> Path:
    """Write the message of an e-mail template as a letter; return its file.

    The name of the file is opaque. Raises ``typeset.Unprintable``.
    """
    subject, _, body = mail.render(template, **context).partition("\n")
    facts = asdict(reach.address(reader_id)) | {
        "entity": settings.LEGAL_ENTITY or settings.SERVICE_NAME,
        "phone": settings.SUPPORT_PHONE,
        "date": context.get("today", ""),
        "subject": subject,
        "paragraphs": [one.strip() for one in body.split("\n\n") if one.strip()],
    }
    return keep(reader_id, typeset.compose(_TEMPLATE, facts, clock.now()))


def keep(reader_id: int, pdf: bytes) -> Path:
    """Put a letter whole in the day's folder of the printer."""
    now = clock.now()
    # Some milliseconds apart, a parent of two children is written to twice: two names.
    pointer = ids.Pointer(
        ids.Kind.PERSON, reader_id, int(now.timestamp()), now.microsecond // _STEP
    )
    path = letters.place(pointer, now)
    replace(path, pdf)
    return path
