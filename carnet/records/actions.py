"""The verbs of a record: of its life, and the only writers of its entries."""

from carnet.records.adding import begin, begin_photos, finish, go_on
from carnet.records.announcing import announce, reveal_due, tell_due
from carnet.records.archives import end_years
from carnet.records.binning import delete, erase_due, restore
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
from carnet.records.correcting import correct
from carnet.records.deposits import deposit
from carnet.records.drafts import forget_old as forget_drafts
from carnet.records.hiding import hide, hide_all, set_hide_new_documents, show, show_all
from carnet.records.incoming import Deposit, NewDocument, Receipt
from carnet.records.keeping import keep_from, lift
from carnet.records.life import Reason
from carnet.records.own_document import Chosen
from carnet.records.problems import Conflict, Impossible, NotFound, Refused
from carnet.records.rounds import run_timers
from carnet.records.states import create_record

__all__ = [
    "Chosen",
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
    "begin",
    "begin_again",
    "begin_photos",
    "block_creation",
    "cancel_closing",
    "cancel_deletion",
    "close_now",
    "come_of_age",
    "contest",
    "correct",
    "create_record",
    "delete",
    "deposit",
    "end_years",
    "erase_due",
    "finish",
    "forget_drafts",
    "go_on",
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
    "restore",
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
