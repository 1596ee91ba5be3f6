"""Lines of the history: by day, then by what one actor did at one moment and by one right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from carnet.access.facts import ActorKind
from carnet.base.clock import LEGAL_ZONE
from carnet.journal import names, presenter
from carnet.journal.queries import Event
from carnet.records import trace
from carnet.web.ui import dates


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, how many times, and where one of them is opened."""

    text: str
    href: str
    about: str  # tells apart two links of one text


@dataclass(frozen=True, slots=True)
class Moment:
    """What one actor did at one moment, from one place and by one right."""

    hour: str
    sentences: list[Sentence]
    detail: str
    report: str  # where it is reported as not normal; "" for one's own acts and for timers
    about: str  # tells its report apart from others


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day, latest first."""

    day: date
    moments: list[Moment]


@dataclass(frozen=True, slots=True)
class _Line:
    event: Event
    told: presenter.Line


def days(events: Iterable[tuple[Event, str]], reader_id: int) -> list[Day]:
    """The page of these events, each with the title of its document."""
    lines = [
        _Line(event, presenter.present(event, title=title, reader_id=reader_id))
        for event, title in events
    ]
    by_day = groupby(lines, lambda line: line.told.at.astimezone(LEGAL_ZONE).date())
    return [Day(day, _moments(list(group), reader_id)) for day, group in by_day]


def reportable(event: Event, reader_id: int) -> bool:
    """Whether somebody else did it: oneself and timers are not reported."""
    return event.actor_kind is not ActorKind.SYSTEM and not names.is_reader(event, reader_id)


def address(event: Event) -> str:
    """Where one event is opened."""
    return reverse("patient:history_event", args=[trace.identifier(event)])


def _moments(lines: list[_Line], reader_id: int) -> list[Moment]:
    alike = groupby(lines, lambda line: (dates.hour(line.told.at), line.told.place, line.told.rule))
    return [_moment(hour, list(group), reader_id) for (hour, _place, _rule), group in alike]


def _moment(hour: str, lines: list[_Line], reader_id: int) -> Moment:
    first = lines[0]
    about = _("le %(day)s à %(hour)s") % {
        "day": dates.words(first.told.at.astimezone(LEGAL_ZONE)),
        "hour": dates.second(first.told.at),
    }
    detail = " – ".join(filter(None, (first.told.place, first.told.rule)))
    reported = next((one.event for one in lines if reportable(one.event, reader_id)), None)
    report = reverse("patient:report", args=[trace.identifier(reported)]) if reported else ""
    sentences = _sentences(lines, about)
    return Moment(hour, sentences, detail, report, f"{sentences[0].text} {about}")


def _sentences(lines: list[_Line], about: str) -> list[Sentence]:
    """Each sentence once, with how many times; it opens the latest of them."""
    alike: dict[str, list[Event]] = {}
    for line in lines:
        alike.setdefault(line.told.sentence, []).append(line.event)
    return [
        Sentence(_times(sentence, len(events)), address(events[0]), about)
        for sentence, events in alike.items()
    ]


def _times(sentence: str, times: int) -> str:
    again = _("%(sentence)s %(n)d fois.")
    return sentence if times == 1 else again % {"sentence": sentence, "n": times}
