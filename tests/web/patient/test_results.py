"""/resultats/: analyses with their curve, each value with its source; lists of the rest."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from carnet.accounts.models import Account
from carnet.contents import refusals
from carnet.journal.kinds import EventKind
from carnet.records.actions import create_record
from tests.contents.reports import Measured, deposited, read_all
from tests.records.world import events
from tests.web.patient.pages import key
from uichecks.world import FERRITIN, World

NBSP = "\u00a0"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def words(page: str) -> str:
    """What a reader sees of it, one space between words."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main)).replace(NBSP, " ")


def results(client: Client, world: World, code: str = FERRITIN, more: str = "") -> str:
    return text(client, world.analysis(world.julie, code) + more)


def test_each_analysis_has_its_last_result_and_its_source(julie: Client, world: World) -> None:
    page = text(julie, "/resultats/")
    assert world.analysis(world.julie, FERRITIN) in page
    assert "9 µg/L ▼ Plus bas que l’habituel" in words(page)
    assert ", en baisse" in words(page)
    source = world.address(world.julie, world.documents[0])
    assert f'href="{source}?valeur=1#valeur-1"' in page


def test_every_sort_is_one_tap_away(julie: Client, world: World) -> None:
    page = text(julie, "/resultats/")
    assert "Traitements (1)" in words(page)
    page = text(julie, "/resultats/?sorte=traitements")
    assert "RAMIPRIL" in page.upper()
    assert f'href="{world.address(world.julie, 1)}#partie-' in page


def test_an_address_that_is_none_is_not_found(julie: Client, world: World) -> None:
    for path in ("/resultats/?sorte=x", "/resultats/x/", "/resultats/x/valeurs.csv"):
        assert julie.get(path).status_code == 404
    assert julie.get(world.analysis(world.julie, FERRITIN) + "?periode=9").status_code == 404


def test_somebody_elses_address_opens_nothing(julie: Client, world: World) -> None:
    assert julie.get(world.analysis(world.laura, FERRITIN)).status_code == 404


def test_the_conclusion_comes_before_the_curve(julie: Client, world: World) -> None:
    page = results(julie, world)
    told = words(page)
    assert "Dernier résultat : 9 µg/L" in told
    assert "C’est plus bas que l’habituel." in told
    assert "Il a baissé depuis le résultat d’avant : 40 µg/L" in told
    assert "n’est pas forcément grave" in told
    assert page.index("Dernier résultat") < page.index('<svg class="chart"')


def test_the_curve_and_the_table_say_the_same(julie: Client, world: World) -> None:
    page = results(julie, world)
    marks = re.findall(r'class="chart-mark".*?<title>.*?: ([\d,]+)\xa0µg/L', page)
    rows = re.findall(r"<td[^>]*><b>([\d,]+)\xa0µg/L</b>", page)
    assert marks == list(reversed(rows)) == ["40", "9"]
    assert "valeurs habituelles du dernier document : de 15 à 150 µg/L" in words(page)


def test_each_line_of_the_table_has_its_document(julie: Client, world: World) -> None:
    page = results(julie, world).partition("<tbody>")[2]
    for row in page.partition("</tbody>")[0].split("</tr>")[:-1]:
        assert row.count('href="/documents/') == 1


def test_a_period_is_a_link(julie: Client, world: World) -> None:
    assert '?periode=1"' in results(julie, world)
    year = results(julie, world, more="?periode=1")
    assert year.count('class="chart-mark"') == 1
    assert year.count('<th scope="row"') == 2  # the table keeps all


def test_the_file_says_the_same_with_the_source(julie: Client, world: World) -> None:
    answer = julie.get(world.analysis(world.julie, FERRITIN) + "valeurs.csv")
    assert answer["Content-Type"] == "text/csv"
    assert "attachment" in answer["Content-Disposition"]
    head, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert [row[1:5] for row in rows] == [["9", "µg/L", "15", "150"], ["40", "µg/L", "15", "150"]]
    assert all(row[head.index("Document")] == "Bilan sanguin" for row in rows)
    assert [row[head.index("Remarque")] for row in rows] == ["Plus bas que l’habituel", ""]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-cmd|' /C calc'!A0"])
def test_no_cell_of_the_file_is_a_formula(julie: Client, world: World, name: str) -> None:
    deposited(90, Measured("5"), person_id=world.julie, title=name)
    read_all()
    answer = julie.get(world.analysis(world.julie, "2339-0") + "valeurs.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert f"'{name}" in rows[1]


def test_two_units_that_are_never_turned_into_one_another_make_two_curves(
    julie: Client, world: World
) -> None:
    deposited(90, Measured("0.95", "20240301"), person_id=world.julie)
    moles = Measured("5.3", "20250301", "mmol/L", "14749-6", "Glucose", "4.1 5.9")
    deposited(91, moles, person_id=world.julie)
    read_all()
    page = results(julie, world, "2339-0")
    assert page.count('<svg class="chart"') == 2
    assert "Ces nombres sont dans une autre unité." in words(page)


def test_what_documents_say_is_text_and_never_html(julie: Client, world: World) -> None:
    odd = Measured("5", name="&lt;script&gt;alert(1)&lt;/script&gt;", code="99999-9")
    deposited(90, odd, person_id=world.julie)
    read_all()
    for path in ("/resultats/", world.analysis(world.julie, "99999-9")):
        page = text(julie, path)
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_each_page_is_one_event_and_few_statements(julie: Client, world: World) -> None:
    before = [kind for kind, *_ in events(world.julie)].count(EventKind.VALUES_READ)
    julie.get("/resultats/")
    with CaptureQueriesContext(connection) as queries:
        text(julie, "/resultats/")
    after = [kind for kind, *_ in events(world.julie)].count(EventKind.VALUES_READ)
    assert after == before + 2
    drawing = [one["sql"] for one in queries if "contents_reading" in one["sql"]]
    assert len(drawing) == 1
    assert len(queries) <= 16


def test_what_waits_to_be_read_is_said(julie: Client, world: World) -> None:
    deposited(90, Measured("0.95"), person_id=world.julie)
    assert "Nous lisons encore un document." in words(text(julie, "/resultats/"))


def test_a_refusal_is_said_and_may_be_undone(julie: Client, world: World) -> None:
    from carnet.access.facts import Actor, ActorKind

    refusals.refuse(world.julie, Actor(ActorKind.PERSON, world.julie))
    page = text(julie, "/resultats/")
    assert "Aucun résultat n’est tiré des documents." in words(page)
    assert "/parametres/resultats/" in page


def test_an_empty_record_says_what_will_come(client: Client, world: World) -> None:
    create_record(world.empty, "active")
    client.force_login(Account.objects.get(person_id=world.empty))
    assert "Aucun résultat pour le moment" in words(text(client, "/resultats/"))


def test_a_document_says_what_it_means_and_what_was_before(julie: Client, world: World) -> None:
    told = words(text(julie, world.address(world.julie, world.documents[0])))
    assert "2 résultats sur 2 sont différents de l’habituel." in told
    assert "9 µg/L ▼ Plus bas que l’habituel Habituel : de 15 à 150 µg/L" in told
    assert "Avant : 40 µg/L, le 10 octobre 2025, Bilan sanguin" in told


def test_a_document_opens_at_the_value_pointed_at(julie: Client, world: World) -> None:
    usual = [Measured(f"0.9{n}", code=f"9999{n}-0", name=f"Analyse {n}") for n in range(6)]
    number = deposited(90, *usual, person_id=world.julie)
    read_all()
    address = world.address(world.julie, number)
    assert "6 autres résultats, et ceux d’avant" in text(julie, address)
    pointed = text(julie, f"{address}?valeur=5")
    assert 'id="valeur-5" aria-current="true"' in pointed
    assert "autres résultats" not in pointed


def test_a_parent_reads_those_of_their_child(julie: Client, world: World) -> None:
    julie.post("/profils/", {"person": key(world.zoe)})
    assert world.analysis(world.zoe, FERRITIN) in text(julie, "/resultats/")
