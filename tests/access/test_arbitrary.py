"""Whatever facts are put to the policy, it answers, and its SQL answers alike."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.access import replay
from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts, Purpose
from carnet.access.facts import TreatingDoctorSees as Sees
from tests.access.cases import CATEGORIES, fewer_documents
from tests.access.law import ME, READS
from tests.access.table import fill, visible

_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
_NUMBER = st.integers(-(2**31), 2**31 - 1)
_FLAGS = (
    "record_open", "holder", "represents", "consent", "team_consent", "blocked",
    "treating_doctor", "administrator", "archived", "heirs", "minor", "regulation_admitted",
    "break_glass_admitted", "emergency_hidden", "emergency_over", "delegate", "delegate_writes",
    "delegate_sees_hidden", "absent",
)  # fmt: skip
actors = st.builds(
    Actor,
    st.sampled_from(ActorKind),
    st.just(ME) | _NUMBER,
    _NUMBER,
    st.sampled_from(list(READS)) | _TEXT,
    _TEXT,
    _TEXT,
    st.sampled_from(Purpose),
    _TEXT,
)
categories = st.none() | st.frozensets(st.sampled_from(list(CATEGORIES.values())) | _TEXT)
asked = st.builds(
    Facts,
    st.sampled_from(Action),
    actors,
    treating_doctor_sees=st.sampled_from(Sees),
    delegated_categories=categories,
    kept_from=st.frozensets(st.integers(1, 480) | _NUMBER),
    matrix=st.integers(0, 300),
    **{name: st.booleans() for name in _FLAGS},
)


def test_no_fact_is_left_out() -> None:
    """A new fact must be drawn here too."""
    drawn: set[str] = {"action", "actor", "treating_doctor_sees", "delegated_categories"}
    drawn |= {"kept_from", "matrix", "document", "basis", *_FLAGS}
    assert drawn == set(Facts.__dataclass_fields__)


@pytest.fixture
def documents(db: None) -> list[Document]:
    found = fewer_documents()[::3]
    fill(found)
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=asked)
def test_decide_and_the_predicate_agree(facts: Facts, documents: list[Document]) -> None:
    in_sql = visible(facts)
    for document in documents:
        decision = decide(facts.about(document))
        assert decision.allowed is (document.entry_no in in_sql), decision.rule.code
        again = replay.replay(decision.version, replay.bits(decision.facts))
        assert again == (decision.allowed, decision.rule.number)


@given(asked)
def test_a_decision_about_the_record_is_replayed(facts: Facts) -> None:
    decision = decide(facts)
    again = replay.replay(decision.version, replay.read(replay.written(facts)))
    assert again == (decision.allowed, decision.rule.number)
