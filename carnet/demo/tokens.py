"""Bearer tokens without the exchange of a signed assertion: for trying the FHIR door by hand."""

from __future__ import annotations

from carnet.api.oauth import actions as oauth
from carnet.demo.nation import build
from carnet.demo.settle import client_id
from carnet.identity import directory


class UnknownNumber(LookupError):
    """No professional or structure of the demonstration bears this number."""


def token(*, rpps: str = "", finess: str = "", purpose: str = "normal", reason: str = "") -> str:
    """A token for a professional (RPPS) or for a structure alone (FINESS); UnknownNumber.

    ``purpose``: one of oauth.actions.KNOWN_PURPOSES; ``reason``: why the glass is broken.
    """
    if rpps:
        who = directory.professional_by_rpps(rpps)
        if who is None or who.organization_id is None:
            raise UnknownNumber(f"RPPS {rpps}: expected a professional of carnet demo people")
        return oauth.issue(
            who.organization_id, who.professional_id, client_id=_client(rpps),
            purpose=purpose, reason=reason,
        )  # fmt: skip
    place = directory.organization_by_finess(finess)
    if place is None:
        raise UnknownNumber(f"FINESS {finess}: expected a structure of carnet demo people")
    return oauth.issue(place.organization_id, client_id=f"demo-{finess}")


def _client(rpps: str) -> str:
    found = [who for who in build().professionals if who.rpps == rpps]
    return client_id(found[0].organization) if found else ""
