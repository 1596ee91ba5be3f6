"""What the policy is told before it decides: frozen facts, no query, no request."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime

MAJORITY = 18  # years (art. 414 C. civ.)


class ActorKind(enum.IntEnum):
    """Who acts. The numbers are stored in the journal: never reuse one."""

    PERSON = 1  # the holder, or another person who acts for them
    PROFESSIONAL = 2
    ORGANIZATION = 3  # a structure's software with no professional named: may feed only
    AGENT = 4  # hotline, France Services
    APP = 5
    SYSTEM = 6  # timers, the insurer's feed


class Purpose(enum.IntEnum):
    """Why (purposeOfUse of the VIHF). The numbers are stored in the journal."""

    NORMAL = 1
    EMERGENCY_REGULATION = 2  # centre 15
    BREAK_GLASS = 3
    SECRET = 4  # « connexion secrète »: normal, and the representatives of a minor see none of it


@enum.unique
class Action(enum.IntEnum):
    """What is asked. The numbers are stored in the journal."""

    OPEN = 1  # does a readable record exist for me?
    DEPOSIT = 2
    SEARCH = 3
    READ = 4
    HIDE = 5
    SHARE = 6  # consent, block, unblock
    READ_HISTORY = 7
    SHOW = 8  # undo HIDE
    READ_ARCHIVE = 9  # of a record that is closed
    PROFILE = 10  # read what the person declares of their own health
    BLOCK = 11  # forbid somebody to read, and lift it
    DECLARE = 12  # write what PROFILE reads
    GOVERN = 13  # what the person alone chooses or asks: settings, who reads a document


# The states of a record (carnet.records.models.State) in which it is read and fed.
OPEN_STATES = frozenset({"created", "active"})
# Those in which nobody reads or feeds it any more, and its holder still reads the archive.
DECEASED = "deceased"
ARCHIVED_STATES = frozenset({"closed", "deletion_pending", DECEASED})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, from which structure and software. ``actor_id`` is a person or professional id."""

    kind: ActorKind
    actor_id: int = 0
    organization_id: int = 0
    profession: str = ""
    specialty: str = ""
    software: str = ""
    purpose: Purpose = Purpose.NORMAL
    reason: str = ""  # why the glass is broken, in the professional's words
    reason_at: datetime | None = None  # when they said so, and for what


class TreatingDoctorSees(enum.StrEnum):
    """Whether the médecin traitant reads hidden documents (domain.md 4.3, a setting)."""

    ALWAYS = "always"
    IF_ADMINISTRATOR = "if_admin"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Document:
    """What the policy knows of one document: columns of ``records_entry`` and nothing else."""

    type_code: str
    author_professional_id: int | None = None
    status: int = 1  # carnet.records.models.Status
    confidentiality: str = "N"  # N, R, V
    hidden_from_professionals: bool = False  # MASQUE_PS
    hidden_from_patient: bool = False  # INVISIBLE_PATIENT
    hidden_from_representatives: bool = False  # INVISIBLE_REPRESENTANTS_LEGAUX
    category: str = ""  # of the patient's pages
    entry_no: int = 0
    replaces_entry_no: int | None = None  # what replaces a kept document is kept with it


@dataclass(frozen=True, slots=True)
class Facts:
    """One question to the policy. Without ``document`` it is about the record as a whole."""

    action: Action
    actor: Actor
    record_open: bool
    holder: bool = False
    represents: bool = False  # legal representative of this minor
    consent: bool = False  # given to this professional by name
    team_consent: bool = False  # given to the structure from which they act
    blocked: bool = False  # this professional, or the structure from which they act
    treating_doctor: bool = False
    administrator: bool = False
    treating_doctor_sees: TreatingDoctorSees = TreatingDoctorSees.ALWAYS
    archived: bool = False  # closed, and not destroyed yet
    heirs: bool = False  # for the ayants droit of a deceased holder, the condition recorded
    minor: bool = False  # asked only for a « connexion secrète »
    # The person's switches; the law admits both unless opposed (L1111-17), never what is hidden.
    regulation_admitted: bool = True
    break_glass_admitted: bool = True
    emergency_hidden: bool = False
    emergency_over: bool = False  # what was allowed for this very reason has lasted its time
    # A caregiver whom the person chose; ``None`` for all categories.
    delegate: bool = False
    delegated_categories: frozenset[str] | None = frozenset()
    delegate_writes: bool = False
    delegate_sees_hidden: bool = False
    kept_from: frozenset[int] = frozenset()  # entries hidden from this very reader
    basis: str = ""  # the consent relied on: « oral 2026-11-02 », for the trace
    matrix: int = 0  # which import of the matrix is in force; 0: the one that ships
    absent: bool = False  # the document asked for is not there, or never was
    document: Document | None = None

    def about(self, document: Document, action: Action | None = None) -> Facts:
        """The same question about one document (and another action)."""
        return replace(self, document=document, action=action or self.action)

    def about_nothing(self) -> Facts:
        """The same question about a document that is not there."""
        return replace(self, document=None, absent=True)
