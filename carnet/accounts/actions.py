"""The verbs of this room, gathered for the doors."""

from carnet.accounts.activation import Proof, complete, open_account, prove
from carnet.accounts.enrolment import enrol, open_after_window, renew_code
from carnet.accounts.signin import confirm, left, send_code, verify

__all__ = [
    "Proof",
    "complete",
    "confirm",
    "enrol",
    "left",
    "open_account",
    "open_after_window",
    "prove",
    "renew_code",
    "send_code",
    "verify",
]
