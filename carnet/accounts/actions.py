"""The verbs of this room, gathered for the doors."""

from carnet.accounts.activation import come_back, complete, is_fresh, open_account, prove
from carnet.accounts.attempts import forget as forget_attempts
from carnet.accounts.channels import send_code as send_new_code
from carnet.accounts.devices import forget as forget_sessions
from carnet.accounts.enrolment import enrol
from carnet.accounts.information import inform_by_email, renew_code, write_renewed
from carnet.accounts.information import send as send_information
from carnet.accounts.one_time import forget as forget_codes
from carnet.accounts.opposition import Way, oppose, prove_for_opposition
from carnet.accounts.opposition import withdraw as withdraw_opposition
from carnet.accounts.outcomes import Outcome, Result
from carnet.accounts.profiles import switch_profile
from carnet.accounts.proof import Card, Proof, prove_card
from carnet.accounts.signin import confirm, left, send_code, speaks, verify
from carnet.accounts.terms import accept as accept_terms
from carnet.accounts.window import open_after_window

__all__ = [
    "Card",
    "Outcome",
    "Proof",
    "Result",
    "Way",
    "accept_terms",
    "come_back",
    "complete",
    "confirm",
    "enrol",
    "forget_attempts",
    "forget_codes",
    "forget_sessions",
    "inform_by_email",
    "is_fresh",
    "left",
    "open_account",
    "open_after_window",
    "oppose",
    "prove",
    "prove_card",
    "prove_for_opposition",
    "renew_code",
    "send_code",
    "send_information",
    "send_new_code",
    "speaks",
    "switch_profile",
    "verify",
    "withdraw_opposition",
    "write_renewed",
]
