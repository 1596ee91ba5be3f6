"""Deposits the documents of the nation, as the software of each structure did at the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.demo.cda import codes, write
from carnet.demo.cda.content import Document
from carnet.demo.models import Settled
from carnet.demo.nation.model import Person
from carnet.demo.settle import House, opened
from carnet.demo.stories.teller import moment
from carnet.formats.cda import metadata
from carnet.records import actions as records
from carnet.records.cda import new_document

Lot = list[Document]  # same person, same author, same day


def lots(documents: Iterable[Document]) -> Iterator[Lot]:
    """Documents of one person that one author wrote on one day go together."""
    for _, together in groupby(documents, key=lambda d: (d.person, d.author, d.at.date())):
        yield list(together)


def person_documents(house: House, person: Person, documents: Sequence[Document]) -> int:
    """Deposit all documents of one person, in one transaction, once; return how many."""
    number = house.people[person.matricule]
    with transaction.atomic():
        if Settled.objects.get_or_create(person_id=number)[1]:
            for lot in lots(sorted(documents, key=lambda document: document.at)):
                with clock.moved(_deposited_at(person, lot) - clock.now()):
                    _deposit(house, lot)
    return len(documents)


def _deposited_at(person: Person, lot: Lot) -> datetime:
    """Minutes after it was written, or once the record had opened."""
    return max(lot[-1].at + timedelta(minutes=20), moment(opened(person), 11))


def _deposit(house: House, lot: Lot) -> None:
    first = lot[0]
    number = house.people[first.person.matricule]
    written = [write(document) for document in lot]
    receipt = records.deposit(
        records.Deposit(
            person_id=number,
            actor=house.actor(first.author),
            documents=tuple(new_document(data, metadata.read(data)) for data in written),
            unique_id=codes.oid(f"{first.key}/lot"),
            source_id=codes.oid(f"source/{first.author.organization.finess}"),
            title=first.title,
        )
    )
    for document, entry_no in zip(lot, receipt.entries, strict=True):
        if document.hidden:
            records.hide(number, Actor(ActorKind.PERSON, number), entry_no)
