"""/documents/recherche/: words by POST, an address that tells none, hits with the words marked."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from tests.records.world import document, put
from uichecks.world import World

SEARCH = "/documents/recherche/"


def asked(client: Client, words: str) -> str:
    """The address to which a search leads."""
    answer = client.post(SEARCH, {"mots": words})
    assert answer.status_code == 302
    return str(answer["Location"])


def found(client: Client, words: str) -> str:
    return client.get(asked(client, words)).content.decode()


def test_it_begins_with_a_form_and_advice(julie: Client) -> None:
    page = julie.get(SEARCH).content.decode()
    assert '<label for="id_mots">Chercher dans les documents</label>' in page
    assert "Les accents et les majuscules ne comptent pas." in page


@pytest.mark.parametrize("path", ["/accueil/", "/documents/"])
def test_one_writes_the_words_where_one_is(julie: Client, path: str) -> None:
    page = julie.get(path).content.decode()
    form = re.search(r'<form class="search".*?</form>', page, re.DOTALL)
    assert form is not None
    assert f'action="{SEARCH}"' in form[0]
    assert 'name="mots"' in form[0]


def test_it_finds_by_title_before_the_worker_reads(julie: Client, world: World) -> None:
    before = julie.get(asked(julie, "bilan"))
    assert "encore lu" not in before.content.decode()
    put(document(title="Bilan à lire"), person_id=world.julie)
    page = found(julie, "bilan")
    assert f"{before.context['found'].total + 1} résultats pour « bilan »" in page
    assert "<mark>Bilan</mark> à lire" in page
    assert "1 document n’est pas encore lu." in page


def test_it_finds_the_text_and_marks_it(julie: Client) -> None:
    page = found(julie, "FERRITINE")
    assert "<mark>Ferritine</mark>" in page
    assert "encore lu" not in page


def test_a_hit_leads_to_its_words_in_the_document(julie: Client) -> None:
    link = re.search(r'href="(/documents/[0-9a-f-]{36}/)(#:~:text=[^"]+)"', found(julie, "fatigue"))
    assert link is not None
    assert "Fatigue" in unquote(link[2])
    assert "Fatigue" in julie.get(link[1]).content.decode()


def test_a_typing_error_is_told(julie: Client) -> None:
    page = found(julie, "feritine")
    assert "pour « Ferritine »" in page
    assert "Aucun document ne contient « feritine »." in page


def test_nothing_found_gives_advice(julie: Client) -> None:
    page = found(julie, "ferritine xylophone")
    assert "Aucun document ne contient « xylophone »" in page
    other = re.search(r'<a class="button quiet" href="(/documents/recherche/[^"]+)"', page)
    assert other is not None
    assert "Ferritine</mark>" in julie.get(other[1].replace("&amp;", "&")).content.decode()
    assert "Voir tous les documents" in found(julie, "xylophone")


@pytest.mark.parametrize("words", ["", "   ", "?!", "x" * 201, "a\u0000b"])
def test_it_says_what_to_write(julie: Client, words: str) -> None:
    answer = julie.post(SEARCH, {"mots": words})
    assert answer.status_code == 422
    assert "<title>Erreur" in answer.content.decode()


def test_the_address_tells_no_word_and_opens_in_no_other_record(
    julie: Client, client: Client, world: World
) -> None:
    address = asked(julie, "ferritine secrète")
    assert "ferritine" not in unquote(address).lower()
    assert asked(julie, "ferritine secrète") != address
    session = julie.session
    session["record"] = world.zoe
    session.save()
    assert "résultat" not in julie.get(address).content.decode()


def test_words_are_in_no_event(julie: Client, world: World) -> None:
    found(julie, "bilan")
    event = history(world.julie)[0]
    assert event.kind == EventKind.TEXT_SEARCHED
    told = rows("SELECT detail::text FROM journal_event WHERE person_id = %s", [world.julie])
    assert not any("bilan" in detail for (detail,) in told)


@pytest.mark.parametrize("rest", ["&rubrique=AUTRE", "&annee=12", "&annee=x", "&page=0", "&page=9"])
def test_it_refuses_what_no_page_writes(julie: Client, rest: str) -> None:
    assert julie.get(asked(julie, "bilan") + rest).status_code == 404


@pytest.mark.parametrize("d", ["x", "AAAA", "%00", "é", "A" * 4000])
def test_a_forged_address_asks_nothing(julie: Client, d: str) -> None:
    page = julie.get(SEARCH, {"d": d})
    assert page.status_code == 200
    assert "résultat" not in page.content.decode()


def test_it_narrows_by_category_and_year(julie: Client) -> None:
    address = asked(julie, "dr")
    page = julie.get(address)
    choices = page.context["categories"]
    assert sum(int(one.label.rpartition("(")[2][:-1]) for one in choices[1:]) == (
        page.context["found"].total
    )
    for choice in (*choices[1:], *page.context["years"][1:]):
        kept = julie.get(choice.href)
        assert f"({kept.context['found'].total})" in choice.label
        shown = [*kept.context["categories"], *kept.context["years"]]
        assert choice.label in [one.label for one in shown if one.current]


def test_hostile_words_are_only_words(julie: Client) -> None:
    for words in ("<script>alert(1)</script>", "'; DROP TABLE x; --", "\u202e\u0007x", "%s {0}"):
        page = found(julie, words)
        assert "<script>alert" not in page


def test_names_of_the_person_are_in_every_document_and_in_no_index(julie: Client) -> None:
    """Or one's own name would find everything."""
    name = julie.get("/accueil/").context["request"].profile.person.birth_name
    assert "Aucun document ne contient" in found(julie, name)
