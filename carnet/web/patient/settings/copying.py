"""What a copy of one's record holds: originals, agreements, answers, history, identity.

Each part is asked of the record as its pages ask it, so a copy holds what its reader may see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from carnet.access.facts import Action
from carnet.base.filenames import EXTENSIONS, titled
from carnet.identity import people
from carnet.journal import presenter
from carnet.profile import queries as answers
from carnet.records.opened import OpenRecord
from carnet.records.problems import Withheld
from carnet.records.views import EntryView
from carnet.sharing import queries as sharing
from carnet.vault.problems import VaultProblem
from carnet.web.patient import caregivers
from carnet.web.patient.current import Profile

_PAGE = 100
File = tuple[str, Iterator[bytes]]
# Facts of a document as they are kept; codes are those of the French terminologies.
_FACTS = (
    "title", "type_code", "class_code", "format_code", "category", "created_at", "service_start",
    "service_stop", "submitted_at", "author_name", "confidentiality", "hidden_from_professionals",
    "mime_type", "language", "unique_id", "size", "sha1",
)  # fmt: skip


def files(profile: Profile) -> Iterator[File]:
    """The files of the copy, each made when its turn comes."""
    yield "LISEZ-MOI.txt", _one(_READ_ME())
    yield _("identite") + ".json", _json(_identity(profile))
    yield _("acces") + ".json", _json(_agreements(profile))
    yield _("reponses") + ".json", _json(_answers(profile))
    yield _("historique") + ".json", _history(profile)
    yield from _documents(profile.open(Action.READ))


def _READ_ME() -> str:  # noqa: N802 - a text, in the language of who asks
    return _(
        "Ce dossier est une copie de votre carnet de santé.\n\n"
        "documents\u00a0: chaque document d’origine, et un fichier qui le décrit.\n"
        "acces\u00a0: les soignants autorisés et bloqués.\n"
        "reponses\u00a0: taille, poids, antécédents et traitements déclarés.\n"
        "historique\u00a0: qui a fait quoi, et quand.\n"
        "identite\u00a0: votre identité, comme l’Assurance Maladie la connaît.\n\n"
        "Il contient des données de santé. Gardez-le dans un endroit sûr.\n"
    )


def _documents(record: OpenRecord) -> Iterator[File]:
    after, number = None, 0
    while True:
        page = record.timeline(after=after, limit=_PAGE, full=True)
        for entry in page.entries:
            number += 1
            yield from _document(record, entry, f"documents/{number:04} {_title(entry)}")
        after = page.next
        if after is None:
            return


def _document(record: OpenRecord, entry: EntryView, name: str) -> Iterator[File]:
    facts = {fact: getattr(entry, fact) for fact in _FACTS}
    try:
        _entry, data = record.document(entry.entry_no, download=True)
        yield f"{name}.{EXTENSIONS.get(entry.mime_type, 'bin')}", iter((data,))
    except Withheld:
        facts["problem"] = _(
            "L’antivirus n’a pas déclaré ce fichier sain\u00a0: il n’est pas donné."
        )
    except VaultProblem:
        facts["problem"] = _("Une panne de notre côté empêche de lire l’original.")
    yield f"{name}.json", _json(facts)


def _title(entry: EntryView) -> str:
    return titled(entry.title, entry.service_start.date())


def _identity(profile: Profile) -> dict[str, Any]:
    person = profile.person
    oid, matricule = people.matricule(person.person_id)
    return {
        "birth_name": person.birth_name, "used_name": person.used_name,
        "given_names": person.given_names, "sex": person.sex, "birth_date": person.birth_date,
        "birth_place": person.birth_place, "matricule": matricule, "oid": oid,
    }  # fmt: skip


def _agreements(profile: Profile) -> list[dict[str, Any]]:
    return [
        {
            "who": caregivers.professional(one.professional_id).name
            if one.professional_id
            else caregivers.organization(one.organization_id or 0).name,
            "blocked": one.blocked, "mode": one.mode, "since": one.since, "until": one.until,
            "administrator": one.administrator,
        }
        for one in sharing.authorizations(profile.person_id, representative=not profile.own)
    ]  # fmt: skip


def _answers(profile: Profile) -> list[dict[str, Any]]:
    """What was declared: height in centimetres, weight in kilograms, words as they were typed."""
    found = answers.latest(profile.person_id, profile.actor)
    return [
        {
            "question": str(question), "value": one.value, "none": one.none,
            "answered_at": one.answered_at, "by_patient": one.by_patient,
        }
        for question, one in found.items()
    ]  # fmt: skip


def _history(profile: Profile) -> Iterator[bytes]:
    """A JSON list, a line an event, newest first."""
    record, before, first = profile.open(Action.READ_HISTORY), None, True
    yield b"["
    while events := record.history(before, _PAGE):
        for event, title in events:
            line = presenter.present(event, title=title, reader_id=profile.reader_id)
            facts = {"at": line.at, "what": line.sentence, "where": line.place, "right": line.rule}
            yield (b"\n" if first else b",\n") + _written(facts)
            first = False
        before = (events[-1][0].at, events[-1][0].nonce)
    yield b"\n]\n"


def _json(value: object) -> Iterator[bytes]:
    return _one(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n")


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_plain).encode()


def _one(text: str) -> Iterator[bytes]:
    return iter((text.encode(),))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
