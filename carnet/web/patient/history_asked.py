"""What an address of the history asks for: whose acts, refused ones, since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carnet.access.facts import ActorKind
from carnet.base import clock
from carnet.base.clock import LEGAL_ZONE
from carnet.journal.wanted import REFUSALS, Wanted
from carnet.web.ui.chips import Choice
from carnet.web.ui.forms import DatePartsField

_CARE = (ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION)
_SERVICE = (ActorKind.AGENT, ActorKind.APP, ActorKind.SYSTEM)
OTHERS, MYSELF, RELATIVES = "", "moi", "proches"
# The words of the address; first those whom the person asks about: all but oneself and timers.
WHO: dict[str, tuple[str | Promise, tuple[ActorKind, ...]]] = {
    OTHERS: (_("Les autres"), (*_CARE, ActorKind.AGENT, ActorKind.APP, ActorKind.PERSON)),
    "soignants": (_("Les soignants"), _CARE),
    MYSELF: (_("Moi"), (ActorKind.PERSON,)),
    RELATIVES: (_("Mes proches"), (ActorKind.PERSON,)),
    "service": (_("Le service"), _SERVICE),
    "tout": (_("Tout"), ()),
}
PERIODS: dict[str, tuple[str | Promise, int]] = {
    "7": (_("7 jours"), 7),
    "30": (_("30 jours"), 30),
    "365": (_("Un an"), 365),
    "": (_("Depuis le début"), 0),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of one address; ``path`` is that of the page."""

    path: str = "/historique/"
    who: str = OTHERS
    professional: int = 0
    refused: bool = False
    period: str = ""
    since: date | None = None
    until: date | None = None

    def address(self, **changes: object) -> str:
        """The address of the same list with other filters."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        values = {
            "qui": other.who,
            "soignant": other.professional or "",
            "refus": "oui" if other.refused else "",
            "periode": other.period,
            "du": other.since or "",
            "au": other.until or "",
        }
        query = urlencode({key: value for key, value in values.items() if value})
        return f"{other.path}?{query}" if query else other.path

    def wanted(self, reader_id: int) -> Wanted:
        """The same, as the trace understands it."""
        kinds = WHO[self.who][1]
        actor = reader_id if self.who == MYSELF else self.professional
        return Wanted(
            actor_kinds=(ActorKind.PROFESSIONAL,) if self.professional else kinds,
            kinds=REFUSALS if self.refused else (),
            actor_id=actor,
            except_person=reader_id if self.who in (OTHERS, RELATIVES) else 0,
            since=self._since(),
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
        )

    def _since(self) -> datetime | None:
        days = PERIODS[self.period][1]
        return clock.now() - timedelta(days=days) if days else _midnight(self.since)

    def people(self) -> Iterator[Choice]:
        """Whose acts."""
        for key, (label, _kinds) in WHO.items():
            current = key == self.who and not self.professional
            yield Choice(str(label), self.address(who=key, professional=0), current)

    def periods(self) -> Iterator[Choice]:
        """Since when; dates of one's own are none of these."""
        for key, (label, _days) in PERIODS.items():
            current = key == self.period and not (self.since or self.until)
            yield Choice(str(label), self.address(period=key, since=None, until=None), current)

    def outcomes(self) -> Iterator[Choice]:
        """All of it, or what was refused."""
        yield Choice(gettext("Tous les accès"), self.address(refused=False), not self.refused)
        yield Choice(gettext("Refusés seulement"), self.address(refused=True), self.refused)

    def hidden(self) -> dict[str, str]:
        """What the form of dates sends along."""
        values = {"qui": self.who, "refus": "oui" if self.refused else ""}
        values["soignant"] = str(self.professional or "")
        return {key: value for key, value in values.items() if value}


class DatesForm(forms.Form):
    """Two dates of the person's own; both may be left out."""

    du = DatePartsField(label=_("Du"), required=False)
    au = DatePartsField(label=_("Au"), required=False)

    def clean(self) -> None:
        """The first one first."""
        first, last = self.cleaned_data.get("du"), self.cleaned_data.get("au")
        if first and last and last < first:
            raise ValidationError({"au": _("Écrivez une date après la première.")})


def read(query: QueryDict, path: str = "/historique/") -> Asked:
    """What an address asks; Http404 for words that no page writes."""
    try:
        asked = Asked(
            path,
            query.get("qui", ""),
            int(query.get("soignant") or 0),
            query.get("refus", "") == "oui",
            query.get("periode", ""),
            _day(query.get("du", "")),
            _day(query.get("au", "")),
        )
    except ValueError as bad:
        raise Http404 from bad
    known = asked.who in WHO and asked.period in PERIODS and query.get("refus", "") in ("", "oui")
    if not known or not 0 <= asked.professional < 2**31:
        raise Http404
    return asked


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), LEGAL_ZONE) if day else None
