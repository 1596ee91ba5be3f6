"""The receipt of a destruction: a PDF for the person, kept as proof, with nothing of the content.

It names the person, never the matricule; it counts what was erased, and gives the sealed head of
the journal, which whoever has the journal may verify. Its facts stay in records_destruction.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from carnet.accounts import forgetting, mailboxes, paper, reach
from carnet.accounts.letters import day
from carnet.accounts.reach import Reach
from carnet.base import clock, ids, outbox
from carnet.base.files import replace
from carnet.formats import typeset
from carnet.identity import people
from carnet.identity.names import spoken as named
from carnet.notify import mail
from carnet.notify.sms import NotSent
from carnet.records import destruction

_TEMPLATE = Path(__file__).parent / "typst" / "destruction.typ"
FILE = "recu-destruction.pdf"


def path(person_id: int, number: int) -> Path:
    """Where the receipt is kept: an opaque name."""
    name = ids.conceal(ids.Pointer(ids.Kind.PERSON, person_id, number))
    return Path(settings.DATA) / "receipts" / f"{name}.pdf"


def write(person_id: int, number: int, reader_id: int) -> bytes:
    """Compose the receipt that goes to this reader. Raises LookupError, ``Unprintable``."""
    done, who = destruction.proven(person_id, number), people.person(person_id)
    with override("fr"):  # a document of proof, whatever the reader's screen
        facts = asdict(reach.address(reader_id)) | {
            "entity": settings.LEGAL_ENTITY or settings.SERVICE_NAME,
            "phone": settings.SUPPORT_PHONE,
            "holder": named(who.given_names, who.birth_name),
            "cause": done.cause,
            "archive": f"{settings.ARCHIVE_YEARS}\u00a0ans",
            "closed": day(done.closed_at),
            "decided": day(done.decided_at),
            "destroyed": day(done.key_destroyed_at),
            "copies": day(done.key_destroyed_at + settings.BACKUP_RETENTION),
            "counts": [[what, count] for what, count in done.counts.items() if count],
            "seal": done.seal_no,
            "events": done.events,
            "head": done.head.hex(),
            "reference": path(person_id, number).stem,
            "date": day(clock.now()),
        }
    return typeset.compose(_TEMPLATE, facts, clock.now())


@outbox.sender("record.receipt")
def send(person_id: int, *, destruction_no: int) -> None:
    """Keep the receipt, give it to each reader, then forget the sign-in of the person.

    An e-mail that does not leave becomes a letter: the receipt is due to the person. That of
    somebody who died is only kept.
    """
    replace(path(person_id, destruction_no), write(person_id, destruction_no, person_id))
    if people.deceased_on(person_id) is None:
        for reader in reach.readers(person_id):
            _give(person_id, reader, write(person_id, destruction_no, reader.reader_id))
    forgetting.forget(person_id)


def _give(person_id: int, reader: Reach, pdf: bytes) -> None:
    attached = mail.Attachment(FILE, pdf, "application/pdf")
    child = reach.child(person_id, reader.reader_id)
    try:
        if reader.email:
            with (
                override(reader.language or settings.LANGUAGE_CODE),
                mailboxes.watched(reader.reader_id, reader.email),
            ):
                mail.send_file(reader.email, "accounts/life_deleted.txt", attached, child=child)
            return
    except NotSent:
        pass
    paper.keep(reader.reader_id, pdf)
