from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from carnet.accounts import codes
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.assistance import agents, totp
from carnet.assistance.models import DeskAgent
from carnet.assistance.problems import AgentExists, UnknownAgent, WrongDesk
from carnet.assistance.roles import Kind, Role
from carnet.base import clock
from carnet.journal.events import NOBODY
from carnet.journal.kinds import EventKind
from tests.accounts.world import PASSWORD
from tests.assistance.world import ADDRESS, agent, code_of, told

pytestmark = pytest.mark.django_db
NAME = "agent-france_services"


def test_two_factors_let_an_agent_in() -> None:
    known = agent()
    number = agents.verify(NAME.upper(), PASSWORD, ADDRESS)
    assert agents.confirm(number, code_of(NAME)) == known
    assert known.role is Role.FRANCE_SERVICES
    assert told(NOBODY)[-1] == (EventKind.AGENT_SIGNED_IN, 4, number)


def test_a_code_serves_once() -> None:
    known = agent()
    code = code_of(NAME)
    agents.confirm(known.agent_id, code)
    with pytest.raises(WrongProof):
        agents.confirm(known.agent_id, code)
    with clock.moved(timedelta(seconds=30)):
        assert agents.confirm(known.agent_id, code_of(NAME)) == known


def test_the_published_vectors_of_rfc_6238() -> None:
    secret = b"12345678901234567890"
    eight = TOTP(secret, 8, SHA1(), 30).generate(1111111109).decode()
    assert eight == "07081804"  # RFC 6238, appendix B
    assert totp.code(secret, 1111111109 // 30) == eight[-6:]


@pytest.mark.parametrize(
    ("identifier", "password"), [(NAME, "Autre-chose-1"), ("personne", PASSWORD), (NAME, "")]
)
def test_a_wrong_pair_is_refused_without_a_reason(identifier: str, password: str) -> None:
    agent()
    with pytest.raises(WrongProof):
        agents.verify(identifier, password, ADDRESS)
    assert told(NOBODY)[-1] == (EventKind.AGENT_REFUSED, 4, 0)


def test_an_agent_who_is_not_set_up_has_no_password() -> None:
    agents.add(
        "nouvel-agent", "France Services de Lens", Kind.FRANCE_SERVICES, Role.FRANCE_SERVICES
    )
    with pytest.raises(WrongProof):
        agents.verify("nouvel-agent", "", ADDRESS)


def test_codes_tried_in_series_are_slowed_then_locked() -> None:
    known = agent()
    seen = []
    for number in range(14):
        with clock.moved(timedelta(minutes=number)):
            try:
                agents.confirm(known.agent_id, "000 000")
            except (WrongProof, Slowed, Locked) as problem:
                seen.append(type(problem))
    assert seen[:3] == [WrongProof] * 3
    assert seen[-1] is Locked


def test_a_set_up_code_serves_once() -> None:
    code = agents.add("nouvel-agent", "Ligne", Kind.HOTLINE, Role.HOTLINE)
    with pytest.raises(WrongProof):
        agents.begin_set_up("nouvel-agent", "ACDEFHJKMN", ADDRESS)
    number = agents.begin_set_up("nouvel-agent", codes.normalise(code), ADDRESS)
    with pytest.raises(WrongProof):
        agents.finish_set_up(number, PASSWORD, "000000")
    agents.finish_set_up(number, PASSWORD, totp.code(agents.second_factor(number)))
    with pytest.raises(UnknownAgent):
        agents.second_factor(number)
    with pytest.raises(WrongProof):
        agents.begin_set_up("nouvel-agent", codes.normalise(code), ADDRESS)


def test_a_set_up_code_serves_for_a_day() -> None:
    code = agents.add("nouvel-agent", "Ligne", Kind.HOTLINE, Role.HOTLINE)
    with clock.moved(timedelta(hours=25)), pytest.raises(WrongProof):
        agents.begin_set_up("nouvel-agent", codes.normalise(code), ADDRESS)


def test_a_reset_ends_both_factors_and_every_session() -> None:
    known = agent()
    code = agents.reset(NAME)
    with pytest.raises(WrongProof):
        agents.verify(NAME, PASSWORD, ADDRESS)
    assert agents.known(known.agent_id).epoch == known.epoch + 1
    assert agents.begin_set_up(NAME, codes.normalise(code), ADDRESS) == known.agent_id


def test_a_disabled_agent_is_nobody() -> None:
    known = agent()
    agents.disable(NAME)
    with pytest.raises(UnknownAgent):
        agents.known(known.agent_id)
    with pytest.raises(WrongProof):
        agents.verify(NAME, PASSWORD, ADDRESS)
    with pytest.raises(WrongProof):
        agents.confirm(known.agent_id, code_of(NAME))


def test_a_desk_has_only_the_roles_of_its_kind() -> None:
    with pytest.raises(WrongDesk):
        agents.add("x-agent-1", "Ligne", Kind.HOTLINE, Role.SUPERVISOR)
    agents.add("x-agent-2", "Ligne", Kind.HOTLINE, Role.HOTLINE)
    with pytest.raises(WrongDesk):
        agents.add("x-agent-3", "Ligne", Kind.INSURER, Role.HOTLINE)
    with pytest.raises(AgentExists):
        agents.add("X-agent-2", "Ligne", Kind.HOTLINE, Role.HOTLINE)
    assert DeskAgent.objects.count() == 1


@pytest.mark.parametrize("verb", [agents.reset, agents.disable])
def test_nobody_is_reset_or_disabled_by_mistake(verb: object) -> None:
    with pytest.raises(UnknownAgent):
        verb("personne")  # type: ignore[operator]


def test_no_secret_is_kept_in_clear() -> None:
    known = agent()
    kept = DeskAgent.objects.get(pk=known.agent_id)
    found = agents.enrolled(NAME)
    assert found is not None
    assert found[1] not in bytes(kept.totp_sealed or b"")
    assert PASSWORD not in kept.password
