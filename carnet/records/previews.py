"""What a setting would change, before it is saved: the policy is asked twice of each document.

A change alters what is known of a document, or of who asks; nothing is written, nothing else is
asked of the database than what the page of readers asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from carnet.access.decide import decide
from carnet.access.facts import Document, Facts
from carnet.records import askers, outsiders
from carnet.records.askers import Asker
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.sharing import queries as sharing
from carnet.sharing.queries import AuthorizationView

Whom = tuple[str, int]  # one of these, and its number


@dataclass(frozen=True, slots=True)
class Change:
    """A setting that somebody is about to save.

    ``entries``: those that it names one by one. ``subject``: whom it names, asked about even when
    nothing ties them to the record yet.
    """

    document: Callable[[Document], Document] = lambda document: document
    reader: Callable[[Facts], Facts] = lambda facts: facts
    entries: frozenset[int] = frozenset()
    subject: Whom | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How many documents one reader, or one trade, would read more, and no longer."""

    kind: str  # of views.Reader, or « emergency »
    name: str
    profession: str
    gained: int
    lost: int


def hiding(entry_nos: Iterable[int], *, hidden: bool = True) -> Change:
    """Hide these documents from professionals, or show them again."""
    entries = frozenset(entry_nos)
    return Change(_flagged(lambda one: one.entry_no in entries, hidden), entries=entries)


def hiding_categories(categories: Iterable[str], *, hidden: bool = True) -> Change:
    """Hide these categories from professionals; of what is shown again, see ``hiding``."""
    named = frozenset(categories)
    return Change(_flagged(lambda one: one.category in named, hidden))


def keeping_from(
    subject: str, subject_id: int, entry_nos: Iterable[int], *, kept: bool = True
) -> Change:
    """Keep these documents from one professional or structure, or no longer."""
    entries, whom = frozenset(entry_nos), (subject, subject_id)

    def reader(facts: Facts) -> Facts:
        if not concerns(facts, whom):
            return facts
        left = facts.kept_from | entries if kept else facts.kept_from - entries
        return replace(facts, kept_from=left)

    return Change(reader=reader, entries=entries, subject=whom)


def allowing(person_id: int, subject: str, subject_id: int, *, allowed: bool = True) -> Change:
    """Give one professional or structure the person's consent (a block ends), or take it back."""
    consented, blocked = _standings(person_id)
    whom = (subject, subject_id)
    kept = consented | {whom} if allowed else consented - {whom}
    return _of_standings(kept, blocked - {whom} if allowed else blocked, whom)


def blocking(person_id: int, subject: str, subject_id: int, *, blocked: bool = True) -> Change:
    """Block one professional or structure; their consent goes with it, and does not come back."""
    consented, already = _standings(person_id)
    whom = (subject, subject_id)
    after = already | {whom} if blocked else already - {whom}
    return _of_standings(consented - {whom}, after, whom)


def in_emergencies(*, regulation: bool, other_professionals: bool, hidden: bool) -> Change:
    """Set the three switches of emergencies."""
    return Change(
        reader=lambda facts: replace(
            facts,
            regulation_admitted=regulation,
            break_glass_admitted=other_professionals,
            emergency_hidden=hidden,
        )
    )


def concerns(facts: Facts, whom: Whom) -> bool:
    """Whether this reader is the professional, or acts from the structure."""
    subject, subject_id = whom
    mine = facts.actor.actor_id if subject == PROFESSIONAL else facts.actor.organization_id
    return mine == subject_id


def differences(
    person_id: int, documents: Iterable[Document], change: Change, *, representative: bool = False
) -> list[Difference]:
    """Those who would read more or less of these documents, the person's own list first.

    ``representative``: as for ``readers.who_reads``.
    """
    found = list(documents)
    tied = sharing.authorizations(person_id, representative=representative)
    asked = list(_asked(person_id, tied, found, change))
    mattering = change.entries.union(*(asker.facts.kept_from for asker in asked))
    # Documents about which the policy would answer alike are asked about once.
    alike = Counter(
        replace(one, entry_no=one.entry_no if one.entry_no in mattering else 0) for one in found
    )
    compared = [_compared(asker, alike, change) for asker in asked]
    return [one for one in compared if one.gained or one.lost]


def _asked(
    person_id: int,
    tied: Collection[AuthorizationView],
    documents: Iterable[Document],
    change: Change,
) -> Iterator[Asker]:
    subject, subject_id = change.subject or ("", 0)
    named = [subject_id] * (subject == PROFESSIONAL)
    authors = {one.author_professional_id for one in documents if one.author_professional_id}
    yield from askers.professionals(person_id, tied, others=[*named, *sorted(authors)])
    yield from askers.structures(person_id, tied, others=[subject_id] * (subject == ORGANIZATION))
    yield from askers.professions()
    yield from outsiders.delegates(person_id)  # what is hidden from carers may be so from them
    yield from askers.emergencies(person_id)


def _compared(asker: Asker, documents: Counter[Document], change: Change) -> Difference:
    later, gained, lost = change.reader(asker.facts), 0, 0
    for one, count in documents.items():
        changed = change.document(one)
        if later is asker.facts and changed is one:
            continue
        before = decide(asker.facts.about(one)).allowed
        after = decide(later.about(changed)).allowed
        gained += count * (after and not before)
        lost += count * (before and not after)
    return Difference(asker.kind, asker.name, asker.profession, gained, lost)


def _flagged(
    named: Callable[[Document], bool],
    hidden: bool,  # noqa: FBT001
) -> Callable[[Document], Document]:
    def document(one: Document) -> Document:
        if not named(one) or one.hidden_from_professionals is hidden:
            return one
        return replace(one, hidden_from_professionals=hidden)

    return document


def _standings(person_id: int) -> tuple[frozenset[Whom], frozenset[Whom]]:
    """Whom the person authorised, and whom they blocked."""
    found: dict[bool, set[Whom]] = {False: set(), True: set()}
    for line in sharing.authorizations(person_id, representative=True):
        by_name = (PROFESSIONAL, line.professional_id or 0)
        whom = by_name if line.professional_id else (ORGANIZATION, line.organization_id or 0)
        found[line.blocked].add(whom)
    return frozenset(found[False]), frozenset(found[True])


def _of_standings(consented: Collection[Whom], blocked: Collection[Whom], whom: Whom) -> Change:
    def reader(facts: Facts) -> Facts:
        if not concerns(facts, whom):
            return facts
        by_name = (PROFESSIONAL, facts.actor.actor_id)
        by_place = (ORGANIZATION, facts.actor.organization_id)
        # A consent in a « connexion secrète » is not among these: what is said of the structure
        # leaves it as it is.
        named = by_name in consented if by_name == whom else facts.consent
        return replace(
            facts,
            consent=named,
            team_consent=by_place in consented,
            blocked=by_name in blocked or by_place in blocked,
        )

    return Change(reader=reader, subject=whom)
