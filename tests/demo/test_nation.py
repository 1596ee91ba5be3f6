"""The nation: the same for a seed, everybody with sound numbers, families of every kind."""

from __future__ import annotations

from collections import Counter

import pytest

from carnet.demo.nation import build
from carnet.demo.nation.model import Nation, Person
from carnet.identity import finess, ins, rpps


@pytest.fixture(scope="module")
def nation() -> Nation:
    return build()


def test_it_has_the_promised_size(nation: Nation) -> None:
    assert len(nation.people) == 300
    assert len(nation.professionals) == 40
    assert len({who.profession for who in nation.professionals}) == 15
    assert len(nation.organizations) == 12


def test_same_seed_same_nation_and_another_seed_another(nation: Nation) -> None:
    again = build.__wrapped__(nation.seed)
    assert again == nation
    assert build.__wrapped__(nation.seed + 1).people != nation.people


def test_every_number_has_its_key(nation: Nation) -> None:
    assert [p for p in nation.people if ins.check(ins.TEST, p.matricule)] == []
    assert all(rpps.valid(who.rpps) for who in nation.professionals)
    assert all(finess.valid(structure.finess) for structure in nation.organizations)


def test_numbers_are_unique(nation: Nation) -> None:
    assert len({p.matricule for p in nation.people}) == 300
    cards = [p.vitale for p in nation.people if p.vitale]
    assert len(set(cards)) == len(cards)
    assert len({who.rpps for who in nation.professionals}) == 40


def test_a_matricule_tells_sex_birth_and_place(nation: Nation) -> None:
    for person in nation.people:
        assert person.matricule[0] == {"M": "1", "F": "2"}[person.sex]
        assert person.matricule[1:5] == f"{person.birth_date:%y%m}"
        assert person.matricule[5:10] == person.birth_place.code


def test_families_of_every_kind(nation: Nation) -> None:
    places = {p.birth_place.code[:2] for p in nation.people}
    assert places & {"2A", "2B"}
    assert "99" in places
    ines, adam = nation.named("ines"), nation.named("adam")
    assert (ines.birth_date, ines.birth_name) == (adam.birth_date, adam.birth_name)
    states = Counter(p.state for p in nation.people)
    assert {"created", "active", "opposed", "closed", "not_created"} <= set(states)


def test_each_child_has_a_representative_who_is_an_adult(nation: Nation) -> None:
    attached = {child for child, _, rank in nation.representatives if rank == 1}
    assert {p for p in nation.people if _age(nation, p) < 18} == attached
    for child, parent, _ in nation.representatives:
        assert (child.birth_date - parent.birth_date).days > 16 * 365


def test_separated_parents_both_represent_their_child(nation: Nation) -> None:
    lucas = nation.named("lucas")
    parents = {
        parent.slug: rank for child, parent, rank in nation.representatives if child == lucas
    }
    assert parents == {"celine": 1, "antoine": 2}
    assert nation.named("celine").address != nation.named("antoine").address


def test_a_dozen_people_can_sign_in_and_say_what_they_show(nation: Nation) -> None:
    ready = [p for p in nation.people if p.sign_in]
    assert len(ready) >= 12
    assert all(p.shows for p in ready)
    assert len({p.sign_in.identifier for p in ready if p.sign_in}) == len(ready)


def _age(nation: Nation, person: Person) -> float:
    return (nation.today - person.birth_date).days / 365.25
