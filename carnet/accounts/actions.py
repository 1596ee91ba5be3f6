"""The verbs of this room, gathered for the doors."""

from carnet.accounts.activation import Proof, complete, open_account, prove
from carnet.accounts.devices import forget as forget_sessions
from carnet.accounts.enrolment import Outcome, Result, enrol, open_after_window
from carnet.accounts.information import renew_code
from carnet.accounts.information import send as send_information
from carnet.accounts.profiles import switch_profile
from carnet.accounts.signin import confirm, left, send_code, speaks, verify

__all__ = [
    "Outcome",
    "Proof",
    "Result",
    "complete",
    "confirm",
    "enrol",
    "forget_sessions",
    "left",
    "open_account",
    "open_after_window",
    "prove",
    "renew_code",
    "send_code",
    "send_information",
    "speaks",
    "switch_profile",
    "verify",
]
