"""Every page of a record, by its route: what the two worlds ask."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse

from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.web.patient.search_asked import Asked
from uichecks import visits
from uichecks.visits import routes
from uichecks.world import FERRITIN, World

# Of an account or a person, not of what a record holds; asked of nobody here.
APART = frozenset({
    "again", "contacts", "password", "passkeys", "devices", "mandates", "tickets", "ticket",
    "sign_out", "settings_federation", "family_activate", "family_oppose", "family_second",
    "notices", "settings_language", "caregiving_answer", "caregiving_end", "relative_end",
})  # fmt: skip


def numbers(world: World, person_id: int) -> tuple[int, ...]:
    """Of documents that are there in both worlds, then of some that one world alone has."""
    there = world.zoe_documents if person_id == world.zoe else world.documents
    last = max(there)
    return 1, last, last + 1, last + 2, last + 3


def pages(world: World, person_id: int) -> dict[str, list[str]]:
    """Every page of a record by its route, also those of a document that may be there or not."""
    care = (world.doctor, world.pharmacist, world.stranger)
    documents = [world.address(person_id, number) for number in numbers(world, person_id)]
    analyses = [world.analysis(person_id, code) for code in (FERRITIN, "2339-0", "33762-6")]
    today = f"le_0={clock.today():%d&le_1=%m&le_2=%Y}"
    asked = {
        "documents": ["/documents/", "/documents/?rubrique=BIOLOGIE",
                      f"/documents/?dossier={folder(person_id, 0)}",
                      *(f"/documents/?dossier={folder(person_id, n)}" for n in (1, 2, 3))],
        "folder_rename": [f"/documents/dossiers/{folder(person_id, n)}/nom/" for n in (1, 2)],
        "folder_delete": [f"/documents/dossiers/{folder(person_id, n)}/supprimer/" for n in (1, 2)],
        "place_document": [f"{one}ranger/" for one in documents],
        "link_document": [f"{one}lier/" for one in documents],
        "access": ["/acces/", "/acces/?q=charrier"],
        "history": [f"/historique/?{query}" for query in (
            "", "qui=soignants", "qui=tout", "qui=service", "refus=oui&qui=tout", "qui=moi",
            "qui=proches", f"soignant={world.doctor}", "periode=7")],
        "past": ["/documents/a-une-date/", f"/documents/a-une-date/?{today}",
                 f"/documents/a-une-date/?{today}&soignant={world.doctor}"],
        "document": [*documents, f"{documents[1]}?valeur=1"],
        "search": ["/documents/recherche/", *(
            f"{Asked(person_id, words).address()}{rest}"
            for words in ("secret", "document gardé", "ferritine", "feritine", "77,7", "bilan")
            for rest in ("", "&rubrique=BIOLOGIE", "&annee=2026", "&page=2"))],
        "story": [f"/histoire-de-sante/{rest}" for rest in ("", "?annee=2026", "?page=2")],
        "results": [f"/resultats/?sorte={one}" for one in (
            "", "mesures", "vaccinations", "traitements", "allergies", "maladies")],
        "result": [f"{one}{period}" for one in analyses for period in ("", "?periode=1")],
        "result_csv": [f"{one}valeurs.csv" for one in analyses],
        "original": [f"{one}original" for one in documents],
        "attachment": [f"{one}pieces/1" for one in documents[-4:]],
        "document_page": [f"{one}images/1.webp" for one in documents[:2]],
        "document_pdf": [f"{one}imprimer.pdf" for one in documents[:2]],
        "attachment_page": [f"{one}pieces/1/1.webp" for one in documents[-4:]],
        "readers": [f"{one}lecteurs/" for one in documents],
        "document_history": [f"{one}historique/" for one in documents],
        "correct_document": [f"{one}modifier/" for one in documents],
        "complete_document": [f"/documents/ajouter/{uuid5(NAMESPACE_URL, 'nobody')}/"],
        "keep_from": [f"{one}lecteurs/soignants/{world.doctor}/" for one in documents],
        "hidden_category": [f"/acces/confidentialite/{code}/" for code in ("BIOLOGIE", "CPT_REND")],
        "caregiver": [f"/acces/soignants/{one}/" for one in care],
        "see_as": [f"/acces/soignants/{one}/voir/" for one in care],
        "see_as_trade": [f"/acces/metiers/{one}/voir/" for one in ("G15_10", "G15_60")],
        "see_as_relative": [f"/acces/proches/{key(world.julie)}/voir/"],
        "rights_of": ["/droits-de-lecture/G15_10/"],
        "history_event": [],  # each line of the history is followed
        "report": [],
    }  # fmt: skip
    return asked | {name: [reverse(f"patient:{name}")] for name in _plain() - asked.keys()}


def _plain() -> set[str]:
    """The pages of a record whose address says nothing more."""
    names = {name for name in routes() if ":" not in name}
    return {
        name
        for name in names - visits.ACTS - visits.UNDERWAY - visits.PUBLIC - APART
        if "<" not in str(routes()[name][1].pattern)
    }


def folder(person_id: int, folder_no: int) -> str:
    """What the address of a folder names."""
    return str(conceal(Pointer(Kind.FOLDER, person_id, folder_no)))


def key(person_id: int) -> str:
    """What the form that opens somebody's record sends."""
    return str(conceal(Pointer(Kind.PERSON, person_id)))
