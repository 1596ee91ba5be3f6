"""decide() takes less than 20 µs (law 2); the slowest question of the table is asked here."""

from __future__ import annotations

from timeit import repeat

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts


def test_decide_takes_less_than_20_microseconds() -> None:
    actor = Actor(ActorKind.PROFESSIONAL, 7, 3, "G15_60")
    document = Document("11502-2")
    facts = Facts(Action.READ, actor, record_open=True, team_consent=True, document=document)
    assert decide(facts).rule.code == "TEAM_AUTHORISED"
    times = 2000
    assert min(repeat(lambda: decide(facts), number=times, repeat=7)) / times < 20e-6
