"""« Historique »: who did what, when, from where and by what right, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from carnet.access.facts import Action, ActorKind
from carnet.base.clock import LEGAL_ZONE
from carnet.journal import presenter, queries
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.ui import dates

PAGE = 30
# The words of the address; first those whom the person asks about.
WHO: dict[str, tuple[ActorKind, ...]] = {
    "": (ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION, ActorKind.AGENT, ActorKind.APP),
    "moi": (ActorKind.PERSON,),
    "tout": tuple(ActorKind),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What one actor did at one moment, from one place and by one right."""

    hour: str
    sentences: list[str]
    detail: str


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day, latest first."""

    day: date
    moments: list[Moment]


@in_record
def history(request: RecordRequest) -> HttpResponse:
    """One page of the trace; ``?qui=`` keeps professionals or oneself, ``?avant=`` goes on."""
    who = request.GET.get("qui", "")
    if who not in WHO:
        raise Http404
    profile, before = request.profile, _position(request.GET.get("avant", ""))
    record = profile.open(Action.READ_HISTORY)
    events = record.history(before, PAGE + 1, WHO[who])
    shown = events[:PAGE]
    lines = [
        presenter.present(event, title=title, reader_id=profile.reader_id) for event, title in shown
    ]
    values = {
        "days": _days(lines),
        "who": who,
        "newest": _address(who) if before else "",
        "older": _address(who, shown[-1][0]) if len(events) > PAGE else "",
    }
    return render(request, "patient/history.html", values)


def _days(lines: Iterable[presenter.Line]) -> list[Day]:
    by_day = groupby(lines, lambda line: line.at.astimezone(LEGAL_ZONE).date())
    return [Day(day, _moments(group)) for day, group in by_day]


def _moments(lines: Iterable[presenter.Line]) -> list[Moment]:
    alike = groupby(lines, lambda line: (dates.hour(line.at), line.place, line.rule))
    return [
        Moment(hour, _told(line.sentence for line in group), " – ".join(filter(None, detail)))
        for (hour, *detail), group in alike
    ]


def _told(sentences: Iterable[str]) -> list[str]:
    """Each sentence once, with how many times."""
    again = _("%(sentence)s %(n)d fois.")
    return [
        sentence if times == 1 else again % {"sentence": sentence, "n": times}
        for sentence, times in Counter(sentences).items()
    ]


def _position(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    try:
        at, _sign, event_id = text.partition("~")
        return datetime.fromisoformat(at), int(event_id)
    except ValueError as bad:
        raise Http404 from bad


def _address(who: str, last: queries.Event | None = None) -> str:
    after = f"{last.at.isoformat()}~{last.nonce}" if last else ""
    query = urlencode({k: v for k, v in {"qui": who, "avant": after}.items() if v})
    return f"/historique/?{query}" if query else "/historique/"
