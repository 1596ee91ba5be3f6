"""The verbs of a record: the only writers of entries."""

from carnet.records.deposits import deposit
from carnet.records.hiding import hide, set_hide_new_documents, show
from carnet.records.incoming import Deposit, NewDocument, Receipt
from carnet.records.problems import Conflict, NotFound, Refused
from carnet.records.states import change_state, create_record

__all__ = [
    "Conflict",
    "Deposit",
    "NewDocument",
    "NotFound",
    "Receipt",
    "Refused",
    "change_state",
    "create_record",
    "deposit",
    "hide",
    "set_hide_new_documents",
    "show",
]
