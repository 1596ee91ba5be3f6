"""The verbs of a record: of its life, and the only writers of its entries."""

from carnet.records.announcing import announce, reveal_due, tell_due
from carnet.records.archives import end_years
from carnet.records.categories import hide_category, show_category
from carnet.records.closing import (
    activate,
    begin_again,
    block_creation,
    cancel_closing,
    cancel_deletion,
    close_now,
    come_of_age,
    contest,
    open_record,
    oppose,
    record_death,
    reopen,
    request_closing,
    request_deletion,
    resume,
    suspend,
    withdraw_death,
    withdraw_opposition,
)
from carnet.records.deposits import deposit
from carnet.records.hiding import hide, hide_all, set_hide_new_documents, show, show_all
from carnet.records.incoming import Deposit, NewDocument, Receipt
from carnet.records.keeping import keep_from, lift
from carnet.records.life import Reason
from carnet.records.problems import Conflict, Impossible, NotFound, Refused
from carnet.records.rounds import run_timers
from carnet.records.states import create_record

__all__ = [
    "Conflict",
    "Deposit",
    "Impossible",
    "NewDocument",
    "NotFound",
    "Reason",
    "Receipt",
    "Refused",
    "activate",
    "announce",
    "begin_again",
    "block_creation",
    "cancel_closing",
    "cancel_deletion",
    "close_now",
    "come_of_age",
    "contest",
    "create_record",
    "deposit",
    "end_years",
    "hide",
    "hide_all",
    "hide_category",
    "keep_from",
    "lift",
    "open_record",
    "oppose",
    "record_death",
    "reopen",
    "request_closing",
    "request_deletion",
    "resume",
    "reveal_due",
    "run_timers",
    "set_hide_new_documents",
    "show",
    "show_all",
    "show_category",
    "suspend",
    "tell_due",
    "withdraw_death",
    "withdraw_opposition",
]
