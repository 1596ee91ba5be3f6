"""/acces/confidentialite/: what professionals do not see, told before it is saved."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.records import queries
from uichecks.world import World

PAGE = "/acces/confidentialite/"


def page(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def state(client: Client) -> dict[str, tuple[int, int, bool]]:
    lines = client.get(PAGE).context["lines"]
    return {line.label: (line.count, line.hidden_count, line.hidden) for line in lines}


def test_each_category_has_its_count_and_its_state(julie: Client, world: World) -> None:
    count, hidden_count, hidden = state(julie)["Résultats de biologie"]
    assert count > 0
    assert (hidden_count, hidden) == (0, False)
    assert "Visibles des soignants autorisés" in page(julie)


def test_the_difference_is_told_before_it_is_saved(julie: Client, world: World) -> None:
    count = state(julie)["Résultats de biologie"][0]
    told = julie.get(f"{PAGE}BIOLOGIE/").context["difference"]
    named = [name for one in told.people for name in one.names]
    assert named
    assert not any("Charrier" in name for name in named)  # the médecin traitant still reads
    assert any("Médecin" in one.names and f"{count} document" in one.words for one in told.trades)
    assert state(julie)["Résultats de biologie"] == (count, 0, False)
    assert "médecin traitant" in page(julie, f"{PAGE}BIOLOGIE/")


def test_hide_then_undo(julie: Client, world: World) -> None:
    count = state(julie)["Résultats de biologie"][0]
    saved = julie.post(f"{PAGE}BIOLOGIE/masquer", follow=True)
    assert saved.redirect_chain == [(PAGE, 302)]
    assert f'action="{PAGE}BIOLOGIE/afficher"' in saved.content.decode()
    assert state(julie)["Résultats de biologie"] == (count, count, True)
    julie.post(f"{PAGE}BIOLOGIE/afficher")
    assert state(julie)["Résultats de biologie"] == (count, 0, False)


def test_showing_again_says_what_stays_hidden_one_by_one(julie: Client, world: World) -> None:
    julie.post(world.address(world.julie, world.documents[0]) + "masquer")
    julie.post(f"{PAGE}tout/masquer")
    assert "Tout montrer de nouveau" in page(julie)
    told = julie.get(f"{PAGE}tout/").context["difference"]
    assert told.people
    assert not any(one.lost for one in told.people)
    shown = julie.post(f"{PAGE}tout/afficher", follow=True).content.decode()
    assert "1 document reste masqué" in shown


def test_everything_is_every_category_and_what_comes(julie: Client, world: World) -> None:
    julie.post(f"{PAGE}tout/masquer")
    assert all(hidden for _, _, hidden in state(julie).values())
    assert queries.hides_new_documents(world.julie)
    julie.post(f"{PAGE}tout/afficher")
    assert not any(hidden for _, _, hidden in state(julie).values())
    assert not queries.hides_new_documents(world.julie)


def test_documents_to_come(julie: Client, world: World) -> None:
    saved = julie.post(f"{PAGE}a-venir", follow=True)
    assert "Les documents à venir seront masqués." in saved.content.decode()
    assert queries.hides_new_documents(world.julie)
    julie.post(f"{PAGE}a-venir")
    assert not queries.hides_new_documents(world.julie)


def test_an_empty_category_changes_nothing_today(julie: Client, world: World) -> None:
    empty = next(label for label, (count, _, _) in state(julie).items() if not count)
    code = next(line.href for line in julie.get(PAGE).context["lines"] if line.label == empty)
    assert "Rien ne change pour les documents déjà là." in page(julie, code)


@pytest.mark.parametrize("verb", ["", "masquer", "afficher"])
def test_there_is_no_other_category(julie: Client, world: World, verb: str) -> None:
    assert julie.post(f"{PAGE}NOPE/{verb}").status_code in {404, 405}
    assert julie.get(f"{PAGE}NOPE/").status_code == 404


def test_hiding_is_never_by_a_link(julie: Client, world: World) -> None:
    for address in ("a-venir", "BIOLOGIE/masquer", "BIOLOGIE/afficher", "tout/masquer"):
        assert julie.get(f"{PAGE}{address}").status_code == 405
