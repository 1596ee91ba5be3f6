"""Agents, and the mother of tests.accounts.world with what an agent may open of her."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from carnet.accounts import actions as accounts
from carnet.assistance import agents, cases, totp
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, Proof
from carnet.assistance.questions import Question
from carnet.assistance.roles import Kind, Role
from carnet.base.database import execute, rows
from tests.accounts.world import MOTHER, PASSWORD, enrol

ADDRESS = "192.0.2.7"
DESKS = {
    Role.HOTLINE: ("Assistance téléphonique", Kind.HOTLINE),
    Role.FRANCE_SERVICES: ("France Services de Lens", Kind.FRANCE_SERVICES),
    Role.SUPERVISOR: ("Caisse de l’Artois", Kind.INSURER),
}
KNOWN = replace(MOTHER, mobile="+33612345678")
ANSWERS = {
    Question.VITALE: MOTHER.vitale,
    Question.GIVEN_NAMES: "Nathalie, Marie",
    Question.POSTAL_CODE: "75 012",
    Question.EMAIL: "nat",
    Question.MOBILE: "56 78",
}
WRONG = dict.fromkeys(ANSWERS, "0000")


def agent(role: Role = Role.FRANCE_SERVICES, identifier: str = "") -> Agent:
    """An agent who is set up and works."""
    name = identifier or f"agent-{role}"
    desk, kind = DESKS[role]
    code = agents.add(name, desk, kind, role)
    number = agents.begin_set_up(name, code.replace("-", ""), ADDRESS)
    agents.finish_set_up(number, PASSWORD, totp.code(agents.second_factor(number)))
    forget_codes()
    return agents.known(number)


def forget_codes() -> None:
    """Let the code of this half minute serve again: tests do not wait for the next one."""
    execute("UPDATE assistance_agent SET totp_step = 0")


def code_of(identifier: str) -> str:
    """What the agent's application says now."""
    found = agents.enrolled(identifier)
    assert found is not None
    return totp.code(found[1])


def known() -> int:
    """The mother, of whom the insurer knows everything that may be asked."""
    [outcome] = enrol(KNOWN)
    return outcome.person_id


def account(person_id: int) -> int:
    """Her account."""
    return accounts.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)


def case(who: Agent, person_id: int) -> Case:
    """Her case, open."""
    return cases.open_case(who, person_id, Proof.QUESTIONS)


def picture(kind: str = "PNG") -> bytes:
    """A scan."""
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, kind)
    return out.getvalue()


def told(person_id: int) -> list[tuple[int, int, int]]:
    """Kind, kind of actor and actor of each event, oldest first."""
    found = rows(
        "SELECT kind, actor_kind, actor_id FROM journal_event WHERE person_id = %s ORDER BY at",
        [person_id],
    )
    return [(int(kind), int(actor), int(number)) for kind, actor, number in found]
