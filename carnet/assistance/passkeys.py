"""Passkeys of agents: another way in than password and code, added from inside with a code."""

from __future__ import annotations

from typing import NoReturn

from django.db import IntegrityError, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, ceremony, keyring
from carnet.accounts.ceremony import Asked
from carnet.accounts.keyring import MOST, PasskeyLine
from carnet.accounts.problems import PasskeyRefused
from carnet.assistance import agents
from carnet.assistance.agents import Agent
from carnet.assistance.models import AgentPasskey
from carnet.base import ids
from carnet.journal.events import NOBODY, EventKind, record


def listed(agent: Agent) -> list[PasskeyLine]:
    """The passkeys of this agent, the newest first."""
    found = AgentPasskey.objects.filter(agent_id=agent.agent_id).order_by("-created_at")
    return [keyring.line(one) for one in found]


def ask_new(agent: Agent) -> Asked:
    """What a browser needs to make a passkey for this agent."""
    mine = AgentPasskey.objects.filter(agent_id=agent.agent_id)
    known = map(bytes, mine.values_list("credential_id", flat=True))
    return ceremony.creation(_handle(agent.agent_id), agent.identifier, known)


def add(agent: Agent, code: str, answer: str, challenge: bytes, name: str) -> None:
    """Keep the passkey that a browser just made, once a code of the application is right.

    Raises ``WrongProof``, ``Slowed``, ``Locked``, ``PasskeyRefused``.
    """
    agents.check_code(agent.agent_id, code)
    passkey = AgentPasskey(agent_id=agent.agent_id, **keyring.made(answer, challenge, name))
    if AgentPasskey.objects.filter(agent_id=agent.agent_id).count() >= MOST:
        raise PasskeyRefused("many")
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
            _tell(agent, "passkey_added")
    except IntegrityError:
        raise PasskeyRefused("known") from None


def remove(agent: Agent, key: str) -> bool:
    """Revoke a passkey; False when the agent has none of this key."""
    with transaction.atomic():
        mine = AgentPasskey.objects.filter(agent_id=agent.agent_id)
        passkey = next((one for one in mine if bytes(one.credential_id).hex() == key), None)
        if passkey is None:
            return False
        passkey.delete()
        _tell(agent, "passkey_removed")
        return True


def recognise(answer: str, challenge: bytes, address: str) -> Agent:
    """Return the agent whose passkey answered, to open the session of.

    ``address`` is the network address of the try. Raises ``PasskeyRefused``, ``Slowed``,
    ``Locked``.
    """
    with attempts.guard(("address", address)):
        credential_id, handle = ceremony.named(answer)
        known = AgentPasskey.objects.filter(agent__disabled_at=None)
        passkey = known.filter(credential_id=credential_id).first()
        if passkey is None or handle != _handle(passkey.agent_id):
            _refuse(passkey, "unknown")
        try:
            keyring.check(known, passkey, answer, challenge)
        except PasskeyRefused as problem:
            _refuse(passkey, problem.reason)
    agent = agents.known(passkey.agent_id)
    record(EventKind.AGENT_SIGNED_IN, NOBODY, agent.actor, detail={"means": "passkey"})
    return agent


def _refuse(passkey: AgentPasskey | None, reason: str) -> NoReturn:
    actor = Actor(ActorKind.AGENT, passkey.agent_id) if passkey else Actor(ActorKind.AGENT)
    record(EventKind.AGENT_REFUSED, NOBODY, actor, detail={"reason": reason})
    raise PasskeyRefused(reason)


def _handle(agent_id: int) -> bytes:
    """What stands for the agent inside the authenticator: never that of a patient's account."""
    return ids.blind("agent.passkey", str(agent_id))


def _tell(agent: Agent, change: str) -> None:
    detail = {"agent": agent.agent_id, "change": change}
    record(EventKind.AGENT_CHANGED, NOBODY, agent.actor, detail=detail)
