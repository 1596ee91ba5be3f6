"""Agents: added by the operator, set up by themselves, two factors at each sign-in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, codes
from carnet.accounts.problems import WrongProof
from carnet.assistance import totp
from carnet.assistance.models import AgentPasskey, Desk, DeskAgent
from carnet.assistance.problems import AgentExists, UnknownAgent, WrongDesk
from carnet.assistance.roles import ROLES_OF, Kind, Power, Role, may
from carnet.base import clock
from carnet.journal.events import NOBODY, EventKind, record
from carnet.vault import fields

_SYSTEM = Actor(ActorKind.SYSTEM)


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody at a desk, as the doors and the verbs know them."""

    agent_id: int
    desk_id: int
    desk: str
    role: Role
    identifier: str
    epoch: int

    @property
    def actor(self) -> Actor:
        """Who acts, for the policy and the journal: where others name a software, the desk."""
        return Actor(ActorKind.AGENT, self.agent_id, software=self.desk)

    def may(self, power: Power) -> bool:
        """Whether the role has this power."""
        return may(self.role, power)


def add(identifier: str, desk: str, kind: Kind, role: Role) -> str:
    """Add an agent, and the desk when it is new; return the one-time set-up code.

    Raises ``AgentExists``, ``WrongDesk``.
    """
    try:
        with transaction.atomic():
            found, _new = Desk.objects.get_or_create(name=desk, defaults={"kind": kind})
            if found.kind != kind or role not in ROLES_OF[kind]:
                raise WrongDesk
            agent = DeskAgent.objects.create(
                desk=found, identifier=identifier.strip().lower(), role=role, created_at=clock.now()
            )
            return _open_set_up(agent, "added")
    except IntegrityError:
        raise AgentExists from None


def reset(identifier: str) -> str:
    """Forget the password, the second factor and the passkeys; return a one-time set-up code.

    Every session of the agent ends. Raises ``UnknownAgent``.
    """
    with transaction.atomic():
        agent = _named(identifier)
        agent.password, agent.totp_sealed, agent.disabled_at = "", None, None
        AgentPasskey.objects.filter(agent=agent).delete()
        agent.epoch += 1
        return _open_set_up(agent, "reset")


def disable(identifier: str) -> None:
    """Let an agent in no more, and end their sessions. Raises ``UnknownAgent``."""
    with transaction.atomic():
        agent = _named(identifier)
        agent.disabled_at, agent.setup_hash = clock.now(), ""
        agent.epoch += 1
        agent.save()
        _tell(EventKind.AGENT_CHANGED, _SYSTEM, agent.pk, change="disabled")


def begin_set_up(identifier: str, code: str, address: str) -> int:
    """Return the agent of this one-time code, with a new second factor to enrol.

    ``code`` as ``codes.normalise`` reads it. Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    name = identifier.strip().lower()
    agent = DeskAgent.objects.filter(identifier=name, disabled_at=None).first()
    with attempts.guard(("agent", name), ("address", address)):
        fresh = agent is not None and (agent.setup_expires_at or clock.now()) > clock.now()
        kept = agent.setup_hash if agent and fresh else ""
        if not codes.matches(code, kept) or agent is None:
            raise WrongProof
    agent.totp_sealed, agent.totp_step = fields.seal(totp.make(), _aad(agent.pk)), 0
    agent.save(update_fields=["totp_sealed", "totp_step"])
    return int(agent.pk)


def second_factor(agent_id: int) -> bytes:
    """The secret to enrol, while the agent is not set up. Raises ``UnknownAgent``."""
    agent = DeskAgent.objects.filter(pk=agent_id, password="").exclude(setup_hash="").first()
    if agent is None or agent.totp_sealed is None:
        raise UnknownAgent
    return _secret(agent)


def finish_set_up(agent_id: int, password: str, typed: str) -> None:
    """Keep the password once a code of the second factor is right; the set-up code dies.

    Raises ``WrongProof``, ``Slowed``, ``Locked``, ``UnknownAgent``.
    """
    second_factor(agent_id)
    check_code(agent_id, typed)
    agent = DeskAgent.objects.get(pk=agent_id)
    agent.password, agent.setup_hash, agent.setup_expires_at = make_password(password), "", None
    with transaction.atomic():
        agent.save(update_fields=["password", "setup_hash", "setup_expires_at"])
        _tell(EventKind.AGENT_CHANGED, known(agent_id).actor, agent_id, change="set_up")


def verify(identifier: str, password: str, address: str) -> int:
    """First factor: return the agent of this pair, the same refusal for an unknown identifier.

    Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    name = identifier.strip().lower()
    agent = DeskAgent.objects.filter(identifier=name, disabled_at=None).first()
    # Numbers below zero: those of organisations of care are above.
    desk = [attempts.organization(-agent.desk_id, address)] if agent else []
    try:
        with attempts.guard(("agent", name), ("address", address), *desk):
            _match(agent, password)
    except WrongProof:
        record(EventKind.AGENT_REFUSED, NOBODY, Actor(ActorKind.AGENT))
        raise
    assert agent is not None  # noqa: S101 - _match refused it
    return int(agent.pk)


def _match(agent: DeskAgent | None, password: str) -> None:
    """As slow for an unknown agent, so that time tells nothing."""
    if agent is None or not agent.password:
        make_password(password)
        raise WrongProof
    if not check_password(password, agent.password):
        raise WrongProof


def confirm(agent_id: int, typed: str) -> Agent:
    """Second factor: return the agent to open the session of. Raises as ``verify``."""
    try:
        check_code(agent_id, typed)
    except WrongProof:
        record(EventKind.AGENT_REFUSED, NOBODY, Actor(ActorKind.AGENT, agent_id))
        raise
    agent = known(agent_id)
    record(EventKind.AGENT_SIGNED_IN, NOBODY, agent.actor)
    return agent


def left(agent: Agent) -> None:
    """Journal that the agent signed out."""
    record(EventKind.AGENT_SIGNED_OUT, NOBODY, agent.actor)


def known(agent_id: int) -> Agent:
    """The agent of this number, if they may work. Raises ``UnknownAgent``."""
    found = DeskAgent.objects.select_related("desk").filter(pk=agent_id, disabled_at=None).first()
    if found is None:
        raise UnknownAgent
    return Agent(
        found.pk, found.desk_id, found.desk.name, Role(found.role), found.identifier, found.epoch
    )


def enrolled(identifier: str) -> tuple[int, bytes] | None:
    """An agent's number and second factor, for the stand-in of the demonstration."""
    found = DeskAgent.objects.filter(identifier=identifier, totp_sealed__isnull=False).first()
    if found is None or found.totp_sealed is None:
        return None
    return found.pk, _secret(found)


def check_code(agent_id: int, typed: str) -> None:
    """Check a code of the agent's application, once. ``WrongProof``, ``Slowed``, ``Locked``."""
    digits = "".join(character for character in typed if character.isdigit())
    with attempts.guard(("agent_code", str(agent_id))):
        agent = DeskAgent.objects.filter(pk=agent_id, disabled_at=None).first()
        if agent is None or agent.totp_sealed is None:
            raise WrongProof
        step = totp.step_of(_secret(agent), digits)
        # A code that was seen over a shoulder, or sent twice at once, serves no second time.
        later = DeskAgent.objects.filter(pk=agent_id, totp_step__lt=step)
        if not step or not later.update(totp_step=step):
            raise WrongProof


def _secret(agent: DeskAgent) -> bytes:
    return fields.unseal(bytes(agent.totp_sealed or b""), _aad(agent.pk))


def _open_set_up(agent: DeskAgent, change: str) -> str:
    code = codes.make()
    agent.setup_hash = codes.protect(code)
    agent.setup_expires_at = clock.now() + settings.DESK_SETUP
    agent.save()
    _tell(EventKind.AGENT_CHANGED, _SYSTEM, agent.pk, change=change)
    return codes.show(code)


def _named(identifier: str) -> DeskAgent:
    found = DeskAgent.objects.filter(identifier=identifier.strip().lower()).first()
    if found is None:
        raise UnknownAgent
    return found


def _tell(kind: EventKind, actor: Actor, agent_id: int, change: str) -> None:
    record(kind, NOBODY, actor, detail={"agent": agent_id, "change": change})


def _aad(agent_id: int) -> bytes:
    return f"agent.totp:{agent_id}".encode()
