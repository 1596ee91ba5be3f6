"""What the journal says of enrolment, activation and sign-in, in plain French."""

from __future__ import annotations

from carnet.journal.kinds import EventKind

SENTENCES: dict[EventKind, str] = {}
