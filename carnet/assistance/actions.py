"""The verbs of this room, gathered for the doors and the operator."""

from carnet.assistance.access import (
    Paper,
    allow_parent,
    end_representation,
    reject_parent,
    remind,
    renew_code,
    unlock,
)
from carnet.assistance.acts import Act, do, report_death
from carnet.assistance.agents import (
    Agent,
    add,
    begin_set_up,
    confirm,
    disable,
    finish_set_up,
    known,
    left,
    reset,
    second_factor,
    verify,
)
from carnet.assistance.caregivers import choose_caregiver
from carnet.assistance.cases import Case, close_case, current
from carnet.assistance.helping import forget as forget_helps
from carnet.assistance.identification import answer, ask, by_mandate, child, find, see
from carnet.assistance.mandates import expire as end_mandates
from carnet.assistance.retention import destroy_cases, destroy_tickets, end_consents

__all__ = [
    "Act",
    "Agent",
    "Case",
    "Paper",
    "add",
    "allow_parent",
    "answer",
    "ask",
    "begin_set_up",
    "by_mandate",
    "child",
    "choose_caregiver",
    "close_case",
    "confirm",
    "current",
    "destroy_cases",
    "destroy_tickets",
    "disable",
    "do",
    "end_consents",
    "end_mandates",
    "end_representation",
    "find",
    "finish_set_up",
    "forget_helps",
    "known",
    "left",
    "reject_parent",
    "remind",
    "renew_code",
    "report_death",
    "reset",
    "second_factor",
    "see",
    "unlock",
    "verify",
]
