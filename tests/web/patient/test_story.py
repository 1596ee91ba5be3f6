"""/histoire-de-sante/: months, stays and visits, years; nothing of what is hidden."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from carnet.access.facts import Actor, ActorKind
from carnet.identity import directory
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from tests.records.world import document, put
from uichecks.world import World

STORY = "/histoire-de-sante/"


def test_every_document_is_told_once(julie: Client, world: World) -> None:
    months = julie.get(STORY).context["months"]
    titles = [card.href for month in months for event in month.events for card in event.cards]
    assert len(titles) == len(set(titles)) == len(world.documents)
    assert history(world.julie)[0].kind == EventKind.HISTORY_OF_CARE_READ


def test_months_go_back(julie: Client) -> None:
    months = [month.day for month in julie.get(STORY).context["months"]]
    assert months == sorted(months, reverse=True)


def test_it_keeps_one_year(julie: Client) -> None:
    page = julie.get(STORY)
    for choice in page.context["years"][1:]:
        kept = julie.get(choice.href).context
        events = [event for month in kept["months"] for event in month.events]
        assert choice.label == f"{kept['months'][0].day.year} ({len(events)})"
        assert len({month.day.year for month in kept["months"]}) == 1


@pytest.mark.parametrize("query", ["?annee=x", "?annee=1", "?page=0", "?page=x"])
def test_it_refuses_what_no_page_writes(julie: Client, query: str) -> None:
    assert julie.get(STORY + query).status_code == 404


def test_a_year_without_care_says_so(julie: Client) -> None:
    assert "Rien cette année-là" in julie.get(f"{STORY}?annee=1950").content.decode()


@pytest.mark.parametrize("path", ["/plus/", "/accueil/"])
def test_pages_lead_to_it(julie: Client, path: str) -> None:
    assert f'href="{STORY}"' in julie.get(path).content.decode()


def test_a_stay_is_named_in_words_with_its_place_and_nights(julie: Client, world: World) -> None:
    hospital = directory.add_organization("920000684", "Hôpital du Parc", "SA01", city="LENS")
    actor = Actor(ActorKind.ORGANIZATION, 0, hospital, software="Hôpital")
    at = datetime(2026, 6, 3, 9, tzinfo=UTC)
    letter = document(
        91, title="Lettre de liaison", type_code="11490-0", class_code="10", category="CPT_REND",
        service_start=at, service_stop=at + timedelta(days=6),
    )  # fmt: skip
    prescription = document(92, title="Ordonnance de sortie", service_start=at + timedelta(days=6))
    put(letter, prescription, actor=actor, person_id=world.julie)
    page = julie.get(f"{STORY}?annee=2026").content.decode()
    assert "<h3>Séjour à l’hôpital</h3>" in page
    told = html.unescape(strip_tags(page)).replace("\u00a0", " ")
    assert "Hôpital du Parc à Lens – du 3 juin 2026 au 9 juin 2026, 6 nuits" in told
    assert (
        page.index("Séjour") < page.index("Ordonnance de sortie") < page.index("Lettre de liaison")
    )
