"""The header of a document in words: what a reader asks for once the results are read."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from carnet.formats.cda.content_model import Header, Party, Subject
from carnet.web.ui import document_words as words


class Fact(NamedTuple):
    """A term and its lines, as in a definition list; ``quoted``: in the document's own words."""

    term: str
    lines: list[str]
    quoted: bool = False


def facts(header: Header) -> list[Fact]:
    """Everything that the header says; facts that it leaves out are left out."""
    return [fact for fact in (*_made(header), *_around(header)) if fact.lines]


def newer(header: Header) -> str:
    """That this version takes the place of another; "" for a first one."""
    return version(header) if header.version > 1 or header.replaces else ""


def _made(header: Header) -> list[Fact]:
    """For whom, by whom, when, where, which version."""
    return [
        Fact(_("Pour"), _subject(header.subject)),
        _quoted(_("Écrit par"), [line for author in header.authors for line in _party(author)]),
        _quoted(_("Validé par"), _validator(header)),
        Fact(_("Écrit le"), [words.moment(header.written)] if header.written else []),
        Fact(_("Soins du"), _performed(header)),
        _quoted(_("Lieu"), _place(header)),
        Fact(_("Version"), [version(header)]),
    ]


def _around(header: Header) -> list[Fact]:
    """Who asked, who did, who keeps, and where they can be reached."""
    return [
        _quoted(_("Sorte de document"), [header.kind] if header.kind != header.title else []),
        _quoted(_("Acte"), [header.act] if header.act else []),
        _quoted(_("Demandé par"), _parties(header.requesters)),
        _quoted(_("Réalisé par"), _parties([header.performer] if header.performer else [])),
        _quoted(_("Envoyé à"), _parties(header.recipients)),
        _quoted(_("Gardé par"), _parties([header.custodian] if header.custodian else [])),
        _quoted(_("Pour les joindre"), _contacts(header)),
    ]


def _quoted(term: str, lines: list[str]) -> Fact:
    return Fact(term, lines, quoted=True)


def version(header: Header) -> str:
    """« Première version », or that this one takes the place of another."""
    if header.version == 1 and not header.replaces:
        return _("Première version")
    number = _("Version %(number)d") % {"number": header.version}
    return _("%(version)s. Elle remplace la précédente.") % {"version": number}


def _subject(subject: Subject | None) -> list[str]:
    if subject is None or not subject.name:
        return []
    if not subject.birth_date:
        return [subject.name]
    born = {"F": _("née le"), "M": _("né le")}.get(subject.sex, _("né ou née le"))
    return [format_html("{}, {} {}", subject.name, born, words.moment(subject.birth_date))]


def _party(party: Party) -> list[str]:
    return [", ".join(filter(None, [party.name, party.role, party.organization]))]


def _parties(parties: list[Party]) -> list[str]:
    return list(dict.fromkeys(line for party in parties for line in _party(party)))


def _validator(header: Header) -> list[str]:
    """Left out when the only author is also the one who answers for the document."""
    signed = header.validator
    if signed is None or any(signed.name == author.name for author in header.authors):
        return []
    return _party(signed)


def _performed(header: Header) -> list[str]:
    """When the care took place, unless the document was written on that very day."""
    start, end = header.performed, header.performed_until
    if not start or (start[:10] == header.written[:10] and end[:10] in {"", start[:10]}):
        return []
    if end and end[:10] != start[:10]:
        return [
            format_html(_("{} au {}"), words.moment(start[:10]), words.moment(end[:10])),
        ]
    return [words.moment(start[:10])]


def _place(header: Header) -> list[str]:
    if header.place is None:
        return []
    return [", ".join(filter(None, [header.place.name, header.place.address]))]


def _contacts(header: Header) -> list[str]:
    """Addresses and telephone numbers, each party once."""
    parties = [*header.authors, *header.requesters, header.performer, header.custodian]
    found = {
        party.organization or party.name: _contact(party)
        for party in parties
        if party and (party.phones or party.address)
    }
    return list(found.values())


def _contact(party: Party) -> SafeString:
    numbers = format_html_join(
        ", ",
        '<a href="tel:{}">{}</a>',
        ((number.replace(" ", ""), number.replace(" ", "\u00a0")) for number in party.phones),
    )
    parts = [party.organization or party.name, party.address, numbers]
    return format_html_join(", ", "{}", ((part,) for part in parts if part))
