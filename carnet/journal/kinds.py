"""What the journal can tell of: one number for ever, with room in each slice's range.

The sentence of each kind lives in its slice's ``events.py`` (``SENTENCES``).
"""

from __future__ import annotations

import enum


class EventKind(enum.IntEnum):
    """The kinds of events. The numbers are stored and sealed: never reuse or change one."""

    # journal, 1–99
    HISTORY_READ = 1

    # records, 100–199
    RECORD_CREATED = 100
    RECORD_OPENED = 101
    RECORD_CLOSED = 102
    RECORD_OPPOSED = 103
    RECORD_REOPENED = 104
    DOCUMENT_DEPOSITED = 120
    DEPOSIT_REFUSED = 121
    DEPOSIT_REPLAYED = 122
    DOCUMENT_REPLACED = 123
    SEARCHED = 140
    DOCUMENT_READ = 141
    DOCUMENT_DOWNLOADED = 142
    EXISTENCE_TESTED = 143
    ACCESS_REFUSED = 144
    READERS_LISTED = 145
    DOCUMENT_UNREADABLE = 146
    DOCUMENT_HIDDEN = 160
    DOCUMENT_SHOWN = 161

    # sharing, 200–299
    CONSENT_RECORDED = 200
    CONSENT_WITHDRAWN = 201
    BLOCKED = 202
    UNBLOCKED = 203
    REPRESENTATION_RECORDED = 220
    TREATING_DOCTOR_DECLARED = 230

    # accounts, 300–399
    CODE_SENT = 300
    CODE_REFUSED = 301
    ACTIVATED = 302
    SIGNED_IN = 310
    SIGN_IN_FAILED = 311
    SIGNED_OUT = 312
    SIGN_IN_LOCKED = 313
    ONE_TIME_CODE_SENT = 320
    ONE_TIME_CODE_REFUSED = 321
    EMAIL_CONFIRMED = 322
    MOBILE_CONFIRMED = 323
    SETTINGS_CHANGED = 330
    PROFILE_SWITCHED = 340

    # api, 500–599 (notify has 400–499)
    TOKEN_ISSUED = 500
    TOKEN_REFUSED = 501
