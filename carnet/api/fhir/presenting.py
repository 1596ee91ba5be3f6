"""``POST /fhir/Consent/$present``: the code that the person shows, for their consent."""

from __future__ import annotations

import falcon

from carnet.access.facts import Actor, Purpose
from carnet.accounts import attempts
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.api.fhir import acting, answers, consents
from carnet.api.fhir.decoding import decode, read_body
from carnet.api.fhir.model import Parameters
from carnet.api.fhir.naming import base
from carnet.api.fhir.outcome import FhirProblem, refuse, say
from carnet.api.oauth import scopes
from carnet.base import clock
from carnet.sharing import codes
from carnet.sharing.problems import CodeUnknown

WHERE = "Parameters.parameter.where(name = 'code').value"
LONGEST = 60  # characters of what is typed or scanned


class PresentResource:
    """The operation ``$present``."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Take the consent of whoever showed the code; the answer names them."""
        actor = acting.actor(request, scopes.CONSENT)
        answers.check_format(request)
        if actor.purpose is Purpose.SECRET:
            # Who shows the code may be a parent, and would see that it was used.
            raise say(422, "business-rule", "a secret connection declares the consent itself")
        code = _code(decode(read_body(request), Parameters))
        made = consents.written(_present(code, actor), actor.actor_id, None)
        answers.write(response, made)
        response.set_header("Content-Location", f"{base()}/Consent/{made.id}")


def _present(code: str, actor: Actor) -> int:
    """Try the code; wrong ones are slowed, then locked, by professional and by structure."""
    tried = (
        ("consent_code", str(actor.actor_id)),
        ("consent_code_place", str(actor.organization_id)),
    )
    try:
        with attempts.guard(*tried):
            return _taken(code, actor)
    except WrongProof as wrong:
        expected = "a code that waits: each serves once, for some minutes"
        raise refuse(422, "not-found", WHERE, expected) from wrong
    except Slowed as slowed:
        raise _later(slowed.seconds) from slowed
    except Locked as locked:
        raise _later(max(1, int((locked.until - clock.now()).total_seconds()))) from locked


def _taken(code: str, actor: Actor) -> int:
    try:
        return codes.present(code, actor)
    except CodeUnknown as unknown:
        raise WrongProof from unknown


def _code(body: Parameters) -> str:
    """The code, never repeated in what is answered."""
    given = [one.get("valueString") for one in body.parameter if one.get("name") == "code"]
    if len(given) != 1 or not isinstance(given[0], str):
        raise refuse(422, "required", WHERE, "one valueString")
    if not 0 < len(given[0]) <= LONGEST or "\0" in given[0]:
        raise refuse(422, "value", WHERE, f"at most {LONGEST} characters")
    return given[0]


def _later(seconds: int) -> FhirProblem:
    why = f"too many wrong codes from this professional or structure: wait {seconds} seconds"
    return say(429, "throttled", why, Retry_After=str(seconds))
