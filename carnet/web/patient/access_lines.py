"""One line of « Accès et partage »: who, what was agreed, how, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carnet.sharing import queries
from carnet.sharing.queries import AuthorizationView
from carnet.web.patient import caregivers
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import Profile

HOW: dict[str, str | Promise] = {
    "oral": _("Votre accord, donné de vive voix, a été noté par un soignant."),
    "written": _("Votre accord, donné par écrit, a été noté par un soignant."),
    "online": _("Vous avez donné votre accord ici."),
    "code": _("Vous avez montré un code."),
}


@dataclass(frozen=True, slots=True)
class Access:
    """One professional or structure; without ``since`` nothing was said of them."""

    caregiver: Caregiver
    since: datetime | None = None
    until: datetime | None = None
    blocked: bool = False
    administrator: bool = False
    how: str | Promise = ""
    by: str = ""  # the administrator who blocked at the person's request

    @property
    def href(self) -> str:
        """Their own page."""
        return f"/acces/{self.caregiver.path}/" if self.caregiver.path else ""

    @property
    def see_as(self) -> str:
        """Where the record is shown as they would get it; "" for a structure."""
        return f"{self.href}voir/" if self.href and not self.team else ""

    @property
    def history(self) -> str:
        """All that they did in this record; "" for a structure."""
        _kind, _slash, number = self.caregiver.path.partition("/")
        return f"/historique/?soignant={number}" if number and not self.team else ""

    @property
    def team(self) -> bool:
        """Whether it is a structure: all of its team."""
        return self.caregiver.path.startswith("structures/")

    @property
    def block(self) -> str:
        """Where a tap blocks them."""
        return f"/acces/{self.caregiver.path}/bloquer"

    @property
    def allow(self) -> str:
        """Where an agreement is given."""
        return f"/acces/{self.caregiver.path}/autoriser"

    @property
    def choose_administrator(self) -> str:
        """Where a tap gives the role."""
        return f"/acces/{self.caregiver.path}/administrateur"

    @property
    def end_administrator(self) -> str:
        """Where a tap takes it back."""
        return f"/acces/{self.caregiver.path}/sans-administrateur"

    @property
    def withdraw(self) -> str:
        """Where a tap takes the agreement back."""
        return f"/acces/{self.caregiver.path}/retirer"

    @property
    def unblock(self) -> str:
        """Where a tap lifts the block."""
        return f"/acces/{self.caregiver.path}/debloquer"


def of(profile: Profile) -> list[Access]:
    """The lines of the record on the screen, as far as its reader may know of them."""
    known = queries.authorizations(profile.person_id, representative=not profile.own)
    return [_line(view) for view in known]


def _line(view: AuthorizationView) -> Access:
    recorder = view.recorded_by_professional_id
    return Access(
        caregivers.professional(view.professional_id)
        if view.professional_id
        else caregivers.organization(view.organization_id or 0),
        view.since,
        view.until,
        view.blocked,
        view.administrator,
        HOW[view.mode],
        caregivers.professional(recorder).name if view.blocked and recorder else "",
    )
