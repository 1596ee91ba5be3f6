"""What a setting would change, before it is saved: the policy is asked twice of each document.

A change alters what is known of a document, or of who asks; nothing is written, nothing else is
asked of the database than what the page of readers asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts
from carnet.records import concerned
from carnet.records.askers import Asker
from carnet.records.concerned import Whom, concerns
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class Change:
    """A setting that somebody is about to save.

    ``entries``: those that it names one by one. ``subject``: whom it names, asked about even when
    nothing ties them to the record yet, and in an emergency too. ``among``: who is asked about
    instead of those whom the record names, given the person whose it is and the documents.
    """

    document: Callable[[Document], Document] = lambda document: document
    reader: Callable[[Facts], Facts] = lambda facts: facts
    entries: frozenset[int] = frozenset()
    subject: Whom | None = None
    among: Callable[[int, Collection[Document]], Iterable[Asker]] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How many documents one reader, or one trade, would read more, and no longer."""

    kind: str  # of views.Reader, « emergency », or which of the two: « regulation »
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
        ),
        among=concerned.in_emergencies,
    )


def administering(professional_id: int, *, chosen: bool = True) -> Change:
    """Make a professional who is authorised by name administrator, or no longer."""
    whom = (PROFESSIONAL, professional_id)

    def reader(facts: Facts) -> Facts:
        mine = concerns(facts, whom) and facts.consent
        return replace(facts, administrator=chosen) if mine else facts

    return Change(reader=reader, subject=whom)


def entrusting(
    named: str,
    caregiver_id: int | None,
    categories: frozenset[str] | None,
    *,
    hidden_documents: bool,
) -> Change:
    """Entrust somebody with some categories (None: all but the directives).

    Who they are (None: nobody known here) counts only where they are a caregiver of the person
    already: otherwise the answer is the same for everybody whom one may name.
    """

    def among(person_id: int, _documents: Collection[Document]) -> list[Asker]:
        already = caregiver_id in sharing.delegates(person_id)
        actor = Actor(ActorKind.PERSON, caregiver_id if already and caregiver_id else 0)
        facts = sharing.facts(person_id, actor, Action.READ)
        return [Asker("caregiver", named, "", facts)]

    return Change(
        reader=lambda facts: replace(
            facts,
            delegate=True,
            delegated_categories=categories,
            delegate_sees_hidden=hidden_documents,
        ),
        among=among,
    )


def differences(
    person_id: int, documents: Iterable[Document], change: Change, *, representative: bool = False
) -> list[Difference]:
    """Those who would read more or less of these documents, the person's own list first.

    ``representative``: as for ``readers.who_reads``.
    """
    found = list(documents)
    tied = sharing.authorizations(person_id, representative=representative)
    authors = {one.author_professional_id for one in found if one.author_professional_id}
    asked = list(
        change.among(person_id, found)
        if change.among is not None
        else concerned.everybody(person_id, tied, change.subject, sorted(authors))
    )
    mattering = change.entries.union(*(asker.facts.kept_from for asker in asked))
    # Documents about which the policy would answer alike are asked about once.
    alike = Counter(
        replace(one, entry_no=one.entry_no if one.entry_no in mattering else 0) for one in found
    )
    compared = [_compared(asker, alike, change) for asker in asked]
    return [one for one in compared if one.gained or one.lost]


def _compared(asker: Asker, documents: Counter[Document], change: Change) -> Difference:
    later, gained, lost = change.reader(asker.facts), 0, 0
    for one, count in documents.items():
        changed = change.document(one)
        if (later is asker.facts and changed is one) or _read_anyway(asker, change, one):
            continue
        before = decide(asker.facts.about(one)).allowed
        after = decide(later.about(changed)).allowed
        gained += count * (after and not before)
        lost += count * (before and not after)
    return Difference(asker.kind, asker.name, asker.profession, gained, lost)


def _read_anyway(asker: Asker, change: Change, one: Document) -> bool:
    """Whether this reader needs no emergency for it, before or after: that is told elsewhere."""
    if asker.otherwise is None:
        return False
    later = change.reader(asker.otherwise).about(change.document(one))
    return decide(asker.otherwise.about(one)).allowed or decide(later).allowed


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
